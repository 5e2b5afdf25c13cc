import {
  GetBucketOwnershipControlsCommand,
  GetObjectAclCommand,
  GetObjectTaggingCommand,
} from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { ObjectHead } from '#shared/s3.ts'
import { isArchived } from '#shared/storage-class.ts'
import type { BucketClient } from './bucket-client.ts'
import type { AccessList, CopySource, Tag } from './copy-request.ts'
import { head as headOf } from './head.ts'
import { oneFindsOut } from './one-finds-out.ts'
import { read } from './read.ts'
import { verified } from './verified-stream.ts'

/**
 * Reads all that a copy of an object is to have.
 *
 * @param request `etag` is the version that is meant; `tags` asks for the tags too, which only
 *   copies in parts and copies through this computer have to bring themselves
 * @throws AppError `changed-meanwhile` when it is another version by now, `archived` when it cannot
 *   be read before it is restored
 */
export async function readCopySource(
  client: BucketClient,
  { key, etag, tags }: { key: string; etag?: string | undefined; tags: boolean },
  signal?: AbortSignal,
): Promise<CopySource> {
  const head = await headOf(client, key, signal)
  if (etag !== undefined && head.etag !== etag) throw changed(client, key)
  if (isArchived(head)) throw archived(client, key)
  return {
    bucket: client.bucket,
    head,
    tags: tags ? await tagsOf(client, head, signal) : undefined,
    access: await accessOf(client, key, signal),
    look: again => headOf(client, key, again),
    open: async stop => {
      const pinned = head.etag === '' ? {} : { ifMatch: head.etag }
      return verified(key, await read(client, { key, ...pinned }, stop))
    },
  }
}

async function tagsOf(
  client: BucketClient,
  { key }: ObjectHead,
  signal: AbortSignal | undefined,
): Promise<readonly Tag[] | undefined> {
  const does = `read the tags of “${key}” in the bucket “${client.bucket}”`
  const attempt = client.attempt(does, 's3:GetObjectTagging', { key })
  const request = { Bucket: client.bucket, Key: key }
  try {
    const { TagSet = [] } = await client.send(
      sdk => sdk.send(new GetObjectTaggingCommand(request)),
      attempt,
      { signal, patience: 'long' },
    )
    return TagSet.map(({ Key = '', Value = '' }) => ({ Key, Value }))
  } catch (error) {
    if (!isRefusal(error)) throw error
    // A server without tags has none to keep.
    return error.code === 'denied' ? undefined : []
  }
}

/**
 * `undefined` where nothing says more than "the owner everything". Whoever may not read access lists
 * is taken to have none: new buckets have had them switched off since 2023.
 */
async function accessOf(
  client: BucketClient,
  key: string,
  signal: AbortSignal | undefined,
): Promise<AccessList | undefined> {
  const isUnproven = () => client.accessLists === 'unproven'
  const find = async () => {
    client.accessLists = await proveAccess(client, signal)
  }
  await oneFindsOut(client, isUnproven, find, signal)
  if (client.accessLists === 'no') return undefined
  const does = `read who may use “${key}” in the bucket “${client.bucket}”`
  const attempt = client.attempt(does, 's3:GetObjectAcl', { key })
  const request = { Bucket: client.bucket, Key: key }
  try {
    const { Owner, Grants = [] } = await client.send(
      sdk => sdk.send(new GetObjectAclCommand(request)),
      attempt,
      { signal, patience: 'long' },
    )
    const plain = Grants.every(
      ({ Grantee, Permission }) => Grantee?.ID === Owner?.ID && Permission === 'FULL_CONTROL',
    )
    return plain ? undefined : { Owner, Grants }
  } catch (error) {
    if (!isRefusal(error)) throw error
    client.accessLists = 'no'
    return undefined
  }
}

/**
 * A bucket may say once for all of its objects that access lists do not count; else each has to be
 * asked. Nobody waits for the answer of a server that does not know the question.
 */
async function proveAccess(
  client: BucketClient,
  signal: AbortSignal | undefined,
): Promise<'yes' | 'no'> {
  const does = `read who owns the objects of the bucket “${client.bucket}”`
  const attempt = client.attempt(does, 's3:GetBucketOwnershipControls')
  try {
    const { OwnershipControls } = await client.send(
      sdk => sdk.send(new GetBucketOwnershipControlsCommand({ Bucket: client.bucket })),
      attempt,
      { signal, patience: 'brief', job: undefined },
    )
    const enforced = OwnershipControls?.Rules?.some(
      ({ ObjectOwnership }) => ObjectOwnership === 'BucketOwnerEnforced',
    )
    return enforced ? 'no' : 'yes'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return 'yes'
  }
}

const REFUSALS = new Set(['denied', 'not-supported', 'invalid', 'not-found', 'not-s3'])

/** The server has no such thing, or keeps it to itself. */
export function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && REFUSALS.has(error.code)
}

function changed(client: BucketClient, key: string): AppError {
  return new AppError({
    code: 'changed-meanwhile',
    message: `“${key}” in the bucket “${client.bucket}” was changed by someone else meanwhile.`,
    remedy: 'Refresh the listing and try again.',
    subject: { bucket: client.bucket, key },
  })
}

function archived(client: BucketClient, key: string): AppError {
  return new AppError({
    code: 'archived',
    message: `“${key}” is archived and can’t be read before it is restored.`,
    remedy: 'Restore it from the archive first.',
    subject: { bucket: client.bucket, key },
  })
}
