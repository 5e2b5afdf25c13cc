import { createHash } from 'node:crypto'
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import { abortUpload } from './abort-upload.ts'
import type { BucketClient } from './bucket-client.ts'
import { failureOf } from './failure.ts'
import { withGrace } from './grace.ts'
import { head } from './head.ts'
import { inLanes } from './in-lanes.ts'
import { listParts, type StoredPart, sameBytes } from './list-parts.ts'
import { checksOf, type UploadChecks, WHOLE_CRC32, wholeCrc32 } from './multipart-checksum.ts'
import { NotAnS3Answer } from './not-an-s3-answer.ts'
import { onlyForward, resultOf } from './put-bytes.ts'
import { withMemory } from './request-scope.ts'
import { checksumOf, offeringChecksum } from './upload-checksum.ts'
import type { UploadResult, UploadTask } from './upload-task.ts'
import { withoutQuotes } from './without-quotes.ts'

const MiB = 1024 * 1024
/** The limits of multipart uploads, and what is wise within them; so many lanes outside of jobs. */
const SMALLEST_PART = 8 * MiB
const MOST_PARTS = 10_000
const LANES = 4
/** Joining thousands of parts can take a server minutes without a byte, in milliseconds. */
const COMPLETE_TIMEOUT = 5 * 60_000

interface PartsTask extends Omit<UploadTask<unknown>, 'body'> {
  readonly size: number
  /** Fills the buffer with the bytes at a position, all of it or it throws. */
  readonly read: (at: number, into: Buffer, signal: AbortSignal) => Promise<void>
  /** Called before the upload is made to count; throws when it must not. */
  readonly verify: () => Promise<void>
}

/** A multipart upload that parts are sent to. */
interface Begun {
  readonly uploadId: string
  readonly partSize: number
  /** What the server has of it already. */
  readonly stored: ReadonlyMap<number, StoredPart>
  readonly checks: UploadChecks
}

/**
 * Stores a large body as a multipart upload, some parts at a time from as many buffers that are used
 * again and again. Any failure and any abort removes the parts already stored, unless the
 * task has a memory: then the next try sends only what the server does not have.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
export async function uploadParts(
  client: BucketClient,
  task: PartsTask,
  signal?: AbortSignal,
): Promise<UploadResult> {
  const { key, condition, memory } = task
  await condition.check()
  const begun = (await resume(client, task, signal)) ?? (await begin(client, task, signal))
  try {
    const parts = await sendParts(client, task, begun, signal)
    await task.verify()
    await condition.check()
    const result = await complete(client, task, begun, parts, signal)
    memory?.ended()
    return result
  } catch (error) {
    // When this fails too, the first failure is the one worth telling.
    if (!memory)
      await abortUpload(client, key, begun.uploadId).catch(() => 'left to lifecycle rules')
    throw error
  }
}

/** The upload of an earlier try, unless the server has forgotten it. */
async function resume(
  client: BucketClient,
  { key, memory }: PartsTask,
  signal: AbortSignal | undefined,
): Promise<Begun | undefined> {
  if (!memory?.begun) return undefined
  const stored = await listParts(client, { key, uploadId: memory.begun.uploadId }, signal)
  if (stored) return { ...memory.begun, stored: stored.parts, checks: stored.checks }
  memory.ended()
  return undefined
}

async function begin(
  client: BucketClient,
  task: PartsTask,
  signal: AbortSignal | undefined,
): Promise<Begun> {
  const partSize = partSizeFor(task.size)
  task.memory?.beginning()
  const { uploadId, checks } = await withGrace(signal, late => create(client, task, late))
  task.memory?.began({ uploadId, partSize })
  return { uploadId, partSize, stored: new Map(), checks }
}

async function create(
  client: BucketClient,
  { key, contentType, stored, attempt }: PartsTask,
  signal: AbortSignal,
): Promise<{ uploadId: string; checks: UploadChecks }> {
  const request = {
    Bucket: client.bucket,
    Key: key,
    ContentType: contentType,
    ...stored,
  }
  const send = (offered: boolean) =>
    client.send(
      sdk => {
        const whole = offered ? WHOLE_CRC32 : {}
        return sdk.send(new CreateMultipartUploadCommand({ ...request, ...whole }))
      },
      attempt,
      { signal, patience: 'long' },
    )
  const answer = await offeringChecksum(client, send, made => checksOf(made) !== 'nothing')
  const { UploadId } = answer
  // Without it, each part would be stored as the object itself.
  if (!UploadId) throw failureOf(new NotAnS3Answer('There is no upload id', 200), attempt)
  return { uploadId: UploadId, checks: checksOf(answer) }
}

async function complete(
  client: BucketClient,
  { key, condition, attempt, size }: PartsTask,
  { uploadId, partSize, checks }: Begun,
  parts: CompletedPart[],
  signal: AbortSignal | undefined,
): Promise<UploadResult> {
  const whole = checks === 'whole' ? wholeCrc32(parts, { partSize, size }) : undefined
  try {
    const stored = await client.send(
      sdk =>
        sdk.send(
          new CompleteMultipartUploadCommand({
            Bucket: client.bucket,
            Key: key,
            UploadId: uploadId,
            MultipartUpload: { Parts: parts },
            ...(whole ? { ChecksumType: 'FULL_OBJECT', ChecksumCRC32: whole.value } : {}),
            ...condition.headers,
          }),
        ),
      attempt,
      { signal, patience: 'long', idleTimeout: COMPLETE_TIMEOUT },
    )
    const result = resultOf(stored.ETag, stored.VersionId, size)
    if (whole) return { ...result, checksum: whole }
    return checks === 'parts' ? { ...result, partsChecked: true } : result
  } catch (error) {
    // The answer to a first try was lost, and the retry finds the upload gone, or the object there:
    // completed, by us.
    if (!(error instanceof AppError) || !mayBeCompleted(error)) throw error
    const found = await head(client, key, signal)
    if (found.size !== size || found.etag !== etagOfParts(parts)) throw error
    return resultOf(found.etag, found.versionId, size)
  }
}

/** Whether a failed CompleteMultipartUpload may have been carried out by a try before. */
export function mayBeCompleted({ failure: { details } }: AppError): boolean {
  return details.serverCode === 'NoSuchUpload' || details.status === 412
}

/** The ETag that S3 gives an object of parts whose own ETags are MD5s; in practice, all do. */
export function etagOfParts(parts: readonly CompletedPart[]): string {
  const hash = createHash('md5')
  for (const { ETag } of parts) hash.update(Buffer.from(withoutQuotes(ETag), 'hex'))
  return `${hash.digest('hex')}-${parts.length}`
}

async function sendParts(
  client: BucketClient,
  task: PartsTask,
  begun: Begun,
  signal: AbortSignal | undefined,
): Promise<CompletedPart[]> {
  const { size } = task
  const { partSize, stored, checks } = begun
  const count = Math.ceil(size / partSize)
  const parts: CompletedPart[] = new Array(count)
  const send = async (index: number, buffer: Buffer, stop: AbortSignal) => {
    const at = index * partSize
    const bytes = buffer.subarray(0, Math.min(partSize, size - at))
    await task.read(at, bytes, stop)
    const kept = stored.get(index + 1)
    if (kept && sameBytes(kept, bytes)) {
      const checksum = checks === 'nothing' ? {} : checksumOf(bytes)
      parts[index] = { PartNumber: index + 1, ETag: kept.etag, ...checksum }
      task.onProgress?.(bytes.length)
    } else parts[index] = await sendPart(client, task, begun, index + 1, bytes, stop)
  }
  await inLanes({ count, usual: LANES }, signal, (next, stop) =>
    withMemory(partSize, stop, async (buffer, mayKeep) => {
      let index = next()
      while (index !== undefined) {
        await send(index, buffer, stop)
        index = mayKeep() ? next() : undefined
      }
    }),
  )
  return parts
}

async function sendPart(
  client: BucketClient,
  { key, attempt, onProgress }: PartsTask,
  { uploadId, checks }: Begun,
  partNumber: number,
  bytes: Buffer,
  signal: AbortSignal,
): Promise<CompletedPart> {
  const checksum = checks === 'nothing' ? {} : checksumOf(bytes)
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
