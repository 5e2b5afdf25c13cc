import { AppError } from '#shared/errors.ts'
import type { ObjectHead } from '#shared/s3.ts'
import type { BucketClient } from './bucket-client.ts'
import { wholeChecksum } from './checksum.ts'
import type { CopyTask, StoredCopy } from './copy-request.ts'
import { deleteObject } from './delete-object.ts'
import { head as headOf } from './head.ts'
import { wasRetried } from './put-bytes.ts'

/**
 * Proves that a copy has the bytes of its source: by an equal ETag or checksum in the answer, else by
 * size and, where both have one of the same kind, by checksum. A server that ignores conditions
 * (Ceph 16) may have copied a newer version; then the source says so now.
 *
 * @param stored what the answer told of the copy: under KMS, its ETag is another one
 * @returns the ETag of the copy
 * @throws AppError; what was made at a key that was free is taken away again
 */
export async function confirmCopy(
  client: BucketClient,
  task: CopyTask,
  stored: StoredCopy,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { source, key } = task
  if (stored.etag !== '' && hasBytesOf(source.head, stored)) return stored.etag
  const made = await headOf(client, key, signal)
  const now = client.aws ? source.head : await source.look(signal)
  const moved = now.etag !== source.head.etag || now.size !== source.head.size
  if (!moved && mayBeCopy(source.head, made)) return made.etag
  if (task.ifNoneMatch) await deleteObject(client, key, signal)
  throw moved ? changed(source.bucket, source.head.key) : differs(client.bucket, key)
}

/**
 * Tells what a refused condition was about: Amazon answers 412 for that on the source as for that on
 * the target.
 *
 * @throws AppError always: what failed, in the right words
 */
export async function expectSourceHeld(
  { source }: CopyTask,
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<never> {
  if (!(error instanceof AppError) || error.failure.details.status !== 412) throw error
  const now = await source.look(signal)
  throw now.etag === source.head.etag ? error : changed(source.bucket, source.head.key)
}

/**
 * The copy itself, when a first try had made it although its answer was lost: the retry met its own
 * object, and was refused by the condition.
 */
export async function isOwnCopy(
  client: BucketClient,
  { source, key, condition }: CopyTask,
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<ObjectHead | undefined> {
  const conditional = condition.headers.IfNoneMatch ?? condition.headers.IfMatch
  if (!conditional || !wasRetried(error)) return undefined
  const found = await headOf(client, key, signal)
  return isProvenCopy(source.head, found) ? found : undefined
}

/** By a checksum of the same kind, else by an equal ETag. */
function hasBytesOf(source: ObjectHead, { etag, checksum }: StoredCopy): boolean {
  const expected = wholeChecksum(source.checksums, source.checksumType)
  if (expected && checksum?.algorithm === expected.algorithm) {
    return checksum.value === expected.value
  }
  return source.etag !== '' && etag === source.etag
}

/** Whether one object surely has the bytes of another. */
export function isProvenCopy(source: ObjectHead, copy: ObjectHead): boolean {
  if (source.size !== copy.size) return false
  const checksum = wholeChecksum(copy.checksums, copy.checksumType)
  return hasBytesOf(source, { etag: copy.etag, checksum })
}

/** Whether nothing speaks against it: ETags differ when parts or encryption do. */
function mayBeCopy(source: ObjectHead, copy: ObjectHead): boolean {
  if (source.size !== copy.size) return false
  const expected = wholeChecksum(source.checksums, source.checksumType)
  const found = wholeChecksum(copy.checksums, copy.checksumType)
  return !expected || found?.algorithm !== expected.algorithm || found.value === expected.value
}

function changed(bucket: string, key: string): AppError {
  return new AppError({
    code: 'changed-meanwhile',
    message: `“${key}” in the bucket “${bucket}” was changed by someone else while it was copied.`,
    remedy: 'Refresh the listing and try again.',
    subject: { bucket, key },
  })
}

function differs(bucket: string, key: string): AppError {
  return new AppError({
    code: 'corrupted',
    message: `The copy “${key}” in the bucket “${bucket}” does not have the bytes of its original.`,
    remedy: 'Try again; if it persists, tell whoever runs the server.',
    subject: { bucket, key },
  })
}
