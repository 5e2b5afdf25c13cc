import { PutObjectCommand } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { Attempt } from './attempt.ts'
import type { BucketClient } from './bucket-client.ts'
import { deleteObject } from './delete-object.ts'
import { head } from './head.ts'
import { quoted } from './read.ts'

/** The headers of a conditional write, as PutObject and CompleteMultipartUpload take them. */
export interface WriteCondition {
  readonly IfNoneMatch?: '*'
  readonly IfMatch?: string
}

interface Wish {
  readonly key: string
  readonly ifNoneMatch?: true | undefined
  readonly ifMatch?: string | undefined
}

/**
 * The headers with which a write holds to its condition. Servers that honour them decide by
 * themselves. Others would refuse, or replace in silence: there HEAD asks first, which leaves a gap
 * of one request but no more, and the write goes without them.
 *
 * @throws AppError with the attempt's `conflict` when the condition does not hold already
 */
export async function conditionFor(
  client: BucketClient,
  wish: Wish,
  attempt: Attempt,
  signal: AbortSignal | undefined,
): Promise<WriteCondition> {
  const { capabilities } = client
  if (!wish.ifNoneMatch && wish.ifMatch === undefined) return {}
  if (capabilities.conditionalWrites !== 'yes') {
    const etag = await etagOf(client, wish.key, signal)
    if (wish.ifNoneMatch ? etag !== undefined : etag !== wish.ifMatch) throw conflict(attempt)
    if (capabilities.conditionalWrites === 'unproven' && etag === undefined) {
      capabilities.conditionalWrites = await prove(client, wish.key, attempt, signal)
    }
  }
  if (capabilities.conditionalWrites === 'no') return {}
  return wish.ifNoneMatch ? { IfNoneMatch: '*' } : { IfMatch: quoted(wish.ifMatch ?? '') }
}

/**
 * Whether the server honours conditions, by one it must refuse: to write nothing over a version that
 * never was, where no object is. A server that ignores the condition makes an empty object, which
 * goes again at once.
 */
async function prove(
  client: BucketClient,
  key: string,
  attempt: Attempt,
  signal: AbortSignal | undefined,
): Promise<'yes' | 'no' | 'unproven'> {
  const never = {
    Bucket: client.bucket,
    Key: key,
    Body: '',
    IfMatch: '"00000000000000000000000000000000"',
  }
  try {
    await client.send(sdk => sdk.send(new PutObjectCommand(never)), attempt, { signal })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { status } = error.failure.details
    if (status === 412 || error.code === 'not-found') return 'yes'
    if (status === 501 || status === 400) return 'no'
    throw error
  }
  await deleteObject(client, key, signal)
  return 'no'
}

function conflict(attempt: Attempt): AppError {
  const { key, bucket } = attempt.subject
  const exists = attempt.conflict === 'already-exists'
  return new AppError({
    code: exists ? 'already-exists' : 'changed-meanwhile',
    message: exists
      ? `“${key}” exists already in the bucket “${bucket}”.`
      : `“${key}” in the bucket “${bucket}” was changed by someone else meanwhile.`,
    remedy: exists
      ? 'Choose another name, or replace what is there.'
      : 'Refresh the listing and try again.',
    subject: attempt.subject,
  })
}

/** `undefined` when there is no such object. */
async function etagOf(
  client: BucketClient,
  key: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    return (await head(client, key, signal)).etag
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined
    throw error
  }
}
