import { createHash } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import { NotAnS3Answer } from './answer-guard.ts'
import type { BucketClient } from './bucket-client.ts'
import { failureOf } from './failure.ts'
import { withGrace } from './grace.ts'
import { head } from './head.ts'
import { checksumFor, onlyForward, resultOf } from './put-bytes.ts'
import { withoutQuotes } from './scan-listing.ts'
import type { UploadResult, UploadTask } from './upload-task.ts'

const MiB = 1024 * 1024
/** The limits of multipart uploads, and what is wise within them. */
const SMALLEST_PART = 8 * MiB
const MOST_PARTS = 10_000
const LANES = 4
/** Joining thousands of parts can take a server minutes without a byte, in milliseconds. */
const COMPLETE_TIMEOUT = 5 * 60_000
/** How long a failed upload may take to clean up behind itself, in milliseconds. */
const ABORT_TIMEOUT = 15_000

interface PartsTask extends Omit<UploadTask<unknown>, 'body'> {
  readonly size: number
  /** Fills the buffer with the bytes at a position, all of it or it throws. */
  readonly read: (at: number, into: Buffer, signal: AbortSignal) => Promise<void>
  /** Called before the upload is made to count; throws when it must not. */
  readonly verify: () => Promise<void>
}

/**
 * Stores a large body as a multipart upload, {@link LANES} parts at a time from as many buffers that
 * are used again and again. Any failure and any abort removes the parts already stored.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
export async function uploadParts(
  client: BucketClient,
  task: PartsTask,
  signal?: AbortSignal,
): Promise<UploadResult> {
  const { key, condition } = task
  await condition.check()
  const uploadId = await withGrace(signal, late => create(client, task, late))
  try {
    const parts = await sendParts(client, task, uploadId, signal)
    await task.verify()
    await condition.check()
    return await complete(client, task, uploadId, parts, signal)
  } catch (error) {
    await abandon(client, key, uploadId)
    throw error
  }
}

async function create(
  client: BucketClient,
  { key, contentType, attempt }: PartsTask,
  signal: AbortSignal,
): Promise<string> {
  const request = {
    Bucket: client.bucket,
    Key: key,
    ContentType: contentType,
    ...(client.aws ? { ChecksumAlgorithm: 'CRC32' as const } : {}),
  }
  const { UploadId } = await client.send(
    sdk => sdk.send(new CreateMultipartUploadCommand(request)),
    attempt,
    { signal, patience: 'long' },
  )
  // Without it, each part would be stored as the object itself.
  if (!UploadId) throw failureOf(new NotAnS3Answer('There is no upload id', 200), attempt)
  return UploadId
}

async function complete(
  client: BucketClient,
  { key, condition, attempt, size }: PartsTask,
  uploadId: string,
  parts: CompletedPart[],
  signal: AbortSignal | undefined,
): Promise<UploadResult> {
  try {
    const stored = await client.send(
      sdk =>
        sdk.send(
          new CompleteMultipartUploadCommand({
            Bucket: client.bucket,
            Key: key,
            UploadId: uploadId,
            MultipartUpload: { Parts: parts },
            ...condition.headers,
          }),
        ),
      attempt,
      { signal, patience: 'long', idleTimeout: COMPLETE_TIMEOUT },
    )
    return resultOf(stored.ETag, stored.VersionId, size)
  } catch (error) {
    // The answer to a first try was lost, and the retry finds the upload gone, or the object there:
    // completed, by us.
    if (!(error instanceof AppError) || !mayBeCompleted(error)) throw error
    const found = await head(client, key, signal)
    if (found.size !== size || found.etag !== etagOfParts(parts)) throw error
    return resultOf(found.etag, found.versionId, size)
  }
}

function mayBeCompleted({ failure: { details } }: AppError): boolean {
  return details.serverCode === 'NoSuchUpload' || details.status === 412
}

/** The ETag that S3 gives an object of parts whose own ETags are MD5s; in practice, all do. */
function etagOfParts(parts: readonly CompletedPart[]): string {
  const hash = createHash('md5')
  for (const { ETag } of parts) hash.update(Buffer.from(withoutQuotes(ETag), 'hex'))
  return `${hash.digest('hex')}-${parts.length}`
}

async function sendParts(
  client: BucketClient,
  task: PartsTask,
  uploadId: string,
  signal: AbortSignal | undefined,
): Promise<CompletedPart[]> {
  const { size } = task
  const partSize = partSizeFor(size)
  const count = Math.ceil(size / partSize)
  const parts: CompletedPart[] = new Array(count)
  const failed = new AbortController()
  const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal
  let taken = 0
  const lane = async () => {
    const buffer = Buffer.allocUnsafeSlow(partSize)
    while (taken < count && !either.aborted) {
      const index = taken++
      const at = index * partSize
      const bytes = buffer.subarray(0, Math.min(partSize, size - at))
      await task.read(at, bytes, either)
      parts[index] = await sendPart(client, task, uploadId, index + 1, bytes, either)
    }
  }
  const lanes = Array.from({ length: Math.min(LANES, count) }, () =>
    lane().catch(error => {
      // The first failure stops the other lanes; theirs are only its echo.
      if (!failed.signal.aborted) failed.abort(error)
    }),
  )
  await Promise.all(lanes)
  either.throwIfAborted()
  return parts
}

async function sendPart(
  client: BucketClient,
  { key, attempt, onProgress }: PartsTask,
  uploadId: string,
  partNumber: number,
  bytes: Buffer,
  signal: AbortSignal,
): Promise<CompletedPart> {
  const checksum = checksumFor(client, bytes)
  const { ETag } = await client.send(
    sdk =>
      sdk.send(
        new UploadPartCommand({
          Bucket: client.bucket,
          Key: key,
          UploadId: uploadId,
          PartNumber: partNumber,
          Body: bytes,
          ContentLength: bytes.length,
          ...checksum,
        }),
      ),
    attempt,
    { signal, patience: 'long', onBodyBytes: onlyForward(onProgress) },
  )
  return { PartNumber: partNumber, ETag, ...checksum }
}

/** The smallest whole number of MiB, 8 at least, with which 10,000 parts are enough. */
export function partSizeFor(size: number): number {
  return Math.max(SMALLEST_PART, Math.ceil(size / MOST_PARTS / MiB) * MiB)
}

/**
 * Removes what a failed upload stored so far. Has a clock of its own, since the caller's signal may
 * be what ended the upload. When it fails too, the first failure is the one worth telling.
 */
async function abandon(client: BucketClient, key: string, uploadId: string): Promise<void> {
  const target = { Bucket: client.bucket, Key: key, UploadId: uploadId }
  await client
    .sendRaw(sdk => sdk.send(new AbortMultipartUploadCommand(target)), {
      signal: AbortSignal.timeout(ABORT_TIMEOUT),
    })
    .catch(() => 'the bucket’s lifecycle rules have to do it')
}
