import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { WriteGuards } from '#shared/transfer-plan.ts'
import type { Attempt } from './attempt.ts'
import type { BucketClient } from './bucket-client.ts'
import { deleteObject } from './delete-object.ts'
import { withGrace } from './grace.ts'
import { head } from './head.ts'
import { oneFindsOut } from './one-finds-out.ts'
import { quoted } from './read.ts'

/** What a write must hold to. */
export interface WriteWish {
  readonly key: string
  /** Only when there is no such object yet. */
  readonly ifNoneMatch?: true | undefined
  /** Only over this version: an ETag, without quotes. */
  readonly ifMatch?: string | undefined
}

/** How a write holds to its wish at this server. */
export interface WriteCondition {
  /** For PutObject and CompleteMultipartUpload. */
  readonly headers: { readonly IfNoneMatch?: '*'; readonly IfMatch?: string }
  /**
   * Asks whether the wish still holds, before and at the end of a multipart upload: some servers
   * (Ceph 16) honour the headers on PutObject and ignore them on CompleteMultipartUpload.
   *
   * @throws AppError with the attempt's `conflict` when it does not
   */
  readonly check: () => Promise<void>
}

/** How it is proven that a kind of write holds to conditions. */
export interface WriteProof {
  /** What is known of it. */
  readonly of: 'conditionalWrites' | 'conditionalCopies'
  /** Writes under a condition that does not hold. */
  send(sdk: S3Client, to: { Bucket: string; Key: string; IfMatch: string }): Promise<unknown>
  /** Whether what is "not found" then can only be the version that never was. */
  isHeld(): Promise<boolean>
}

/** An ETag that no object ever has. */
const NEVER = '"00000000000000000000000000000000"'

const PUT_PROOF: WriteProof = {
  of: 'conditionalWrites',
  send: (sdk, to) =>
    sdk.send(new PutObjectCommand({ ...to, Body: new Uint8Array(0), ContentLength: 0 })),
  isHeld: async () => true,
}

/** The condition of a write that replaces whatever is there. */
export const UNCONDITIONAL: WriteCondition = { headers: {}, check: async () => undefined }

/** What is known of how writes hold to their wishes here: the same as {@link conditionFor} does. */
export function writeGuards(
  { aws, capabilities }: BucketClient,
  of: WriteProof['of'],
): WriteGuards {
  const known = capabilities[of]
  return {
    ...(known !== 'unproven' && { free: known === 'yes' ? 'server' : 'look' }),
    replaced: aws ? 'server' : 'look',
  }
}

/**
 * Finds out how a write can hold to its wish. AWS decides by the headers alone. Other servers would
 * refuse them, or ignore them in silence and replace: there HEAD asks first, which leaves a gap of
 * one request but no more, and only what was proven is sent.
 *
 * @param by how it is proven that this server holds to `If-None-Match`, when nobody knows yet
 * @throws AppError with the attempt's `conflict` when the wish does not hold already
 */
export async function conditionFor(
  client: BucketClient,
  wish: WriteWish,
  attempt: Attempt,
  signal: AbortSignal | undefined,
  by: WriteProof = PUT_PROOF,
): Promise<WriteCondition> {
  const { ifNoneMatch, ifMatch } = wish
  if (!ifNoneMatch && ifMatch === undefined) return UNCONDITIONAL
  const headers = ifNoneMatch ? ({ IfNoneMatch: '*' } as const) : { IfMatch: quoted(ifMatch ?? '') }
  if (client.aws) return { headers, check: UNCONDITIONAL.check }
  const check = () => expectHeld(client, wish, attempt, signal)
  // Ceph 16 compares a quoted If-Match with an unquoted ETag, so it would refuse every write.
  if (!ifNoneMatch) {
    await check()
    return { headers: {}, check }
  }
  const { capabilities } = client
  const isUnproven = () => capabilities[by.of] === 'unproven'
  const find = async () => {
    await check()
    capabilities[by.of] = await prove(client, wish.key, attempt, by, signal)
  }
  await oneFindsOut(capabilities, isUnproven, find, signal)
  if (capabilities[by.of] === 'yes') return { headers, check }
  await check()
  return { headers: {}, check }
}

async function expectHeld(
  client: BucketClient,
  { key, ifNoneMatch, ifMatch }: WriteWish,
  attempt: Attempt,
  signal: AbortSignal | undefined,
): Promise<void> {
  const etag = await etagOf(client, key, signal)
  if (ifNoneMatch ? etag !== undefined : etag !== ifMatch) throw conflict(attempt)
}

/**
 * Whether the server honours conditions, by one it must refuse: to write something over a version
 * that never was, where no object is. A server that ignores the condition makes an object, which
 * goes again at once.
 */
async function prove(
  client: BucketClient,
  key: string,
  attempt: Attempt,
  { send, isHeld }: WriteProof,
  signal: AbortSignal | undefined,
): Promise<'yes' | 'no' | 'unproven'> {
  try {
    await withGrace(signal, late =>
      client.send(sdk => send(sdk, { Bucket: client.bucket, Key: key, IfMatch: NEVER }), attempt, {
        signal: late,
      }),
    )
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { status } = error.failure.details
    if (status === 412) return 'yes'
    if (error.code === 'not-found') return (await isHeld()) ? 'yes' : 'unproven'
    if (status === 501 || status === 400) return 'no'
    // What is denied may be only something that the write can do without.
    if (error.code === 'denied') return 'no'
    throw error
  }
  // Whoever aborts meanwhile must not be left with the object.
  await deleteObject(client, key)
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
