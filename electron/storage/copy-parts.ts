import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { ObjectHead } from '#shared/s3.ts'
import { abortUpload } from './abort-upload.ts'
import type { BucketClient } from './bucket-client.ts'
import { wholeChecksum } from './checksum.ts'
import { isProvenCopy } from './confirm-copy.ts'
import {
  contentOf,
  copySourceHeader,
  type Optional,
  storedAs,
  taggingHeader,
} from './copy-attributes.ts'
import { COPY_TIMEOUT, type CopyTask, type StoredCopy } from './copy-request.ts'
import { failureOf } from './failure.ts'
import { withGrace } from './grace.ts'
import { head as headOf } from './head.ts'
import { inLanes } from './in-lanes.ts'
import { etagOfParts, mayBeCompleted } from './multipart.ts'
import { NotAnS3Answer } from './not-an-s3-answer.ts'
import { quoted } from './read.ts'
import { withoutQuotes } from './without-quotes.ts'

const MiB = 1024 * 1024
/** Large enough to be few, small enough to be soon done again after a fault. */
const PART = 256 * MiB
const MOST_PARTS = 10_000
/** Outside of jobs. */
const LANES = 6

/**
 * Copies a large object in parts, some at a time. The new object takes nothing over by
 * itself: headers, metadata, tags and class are sent with its creation. Any failure and any abort
 * removes the parts already copied.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/CopyingObjectsMPUapi.html
 * @returns what the server says of the copy
 */
export async function copyParts(
  client: BucketClient,
  task: CopyTask,
  kept: ReadonlySet<Optional>,
  signal: AbortSignal | undefined,
): Promise<StoredCopy> {
  const { key, condition } = task
  await condition.check()
  const uploadId = await withGrace(signal, late => create(client, task, kept, late))
  try {
    const parts = await partsOf(client, task, uploadId, signal)
    await condition.check()
    return { etag: await complete(client, task, uploadId, parts, signal) }
  } catch (error) {
    // When this fails too, the first failure is the one worth telling.
    await abortUpload(client, key, uploadId).catch(() => 'left to lifecycle rules')
    throw error
  }
}

async function create(
  client: BucketClient,
  { source, key, attempt }: CopyTask,
  kept: ReadonlySet<Optional>,
  signal: AbortSignal,
): Promise<string> {
  const { head, tags = [] } = source
  const request = {
    Bucket: client.bucket,
    Key: key,
    ...contentOf(head),
    ...storedAs(head, kept),
    ...(kept.has('tags') && tags.length > 0 ? { Tagging: taggingHeader(tags) } : {}),
    ...wantedChecksum(client, head),
  }
  const { UploadId } = await client.send(
    sdk => sdk.send(new CreateMultipartUploadCommand(request)),
    attempt,
    { signal, patience: 'long' },
  )
  if (!UploadId) throw failureOf(new NotAnS3Answer('There is no upload id', 200), attempt)
  return UploadId
}

/** One of the whole object, where S3 can join it from the parts: it can be compared afterwards. */
function wantedChecksum(client: BucketClient, head: ObjectHead) {
  const whole = wholeChecksum(head.checksums, head.checksumType)
  const algorithm = whole?.algorithm
  if (!client.aws) return {}
  return algorithm === 'CRC32' || algorithm === 'CRC32C' || algorithm === 'CRC64NVME'
    ? { ChecksumAlgorithm: algorithm, ChecksumType: 'FULL_OBJECT' as const }
    : {}
}

async function partsOf(
  client: BucketClient,
  task: CopyTask,
  uploadId: string,
  signal: AbortSignal | undefined,
): Promise<CompletedPart[]> {
  const { size } = task.source.head
  const least = Math.ceil(size / MOST_PARTS / MiB) * MiB
  const partSize = Math.max(task.partSize ?? PART, least)
  const count = Math.ceil(size / partSize)
  const parts: CompletedPart[] = new Array(count)
  await inLanes({ count, usual: LANES }, signal, async (next, stop) => {
    for (let index = next(); index !== undefined; index = next()) {
      const start = index * partSize
      const end = Math.min(size, start + partSize)
      const part = { uploadId, number: index + 1, start, end }
      parts[index] = await copyPart(client, task, part, stop)
      task.onProgress?.(end - start)
    }
  })
  return parts
}

interface Part {
  readonly uploadId: string
  readonly number: number
  readonly start: number
  /** Exclusive. */
  readonly end: number
}

async function copyPart(
  client: BucketClient,
  { source, key, attempt }: CopyTask,
  { uploadId, number, start, end }: Part,
  signal: AbortSignal,
): Promise<CompletedPart> {
  const { bucket, head } = source
  const { CopyPartResult } = await client.send(
    sdk =>
      sdk.send(
        new UploadPartCopyCommand({
          Bucket: client.bucket,
          Key: key,
          UploadId: uploadId,
          PartNumber: number,
          CopySource: copySourceHeader(bucket, head.key),
          CopySourceRange: `bytes=${start}-${end - 1}`,
          ...(head.etag === '' ? {} : { CopySourceIfMatch: quoted(head.etag) }),
        }),
      ),
    attempt,
    { signal, patience: 'long', idleTimeout: COPY_TIMEOUT },
  )
  const { ETag, ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME } = CopyPartResult ?? {}
  if (ETag === undefined) throw failureOf(new NotAnS3Answer('There is no ETag', 200), attempt)
  return { PartNumber: number, ETag, ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME }
}

async function complete(
  client: BucketClient,
  { source, key, condition, attempt }: CopyTask,
  uploadId: string,
  parts: CompletedPart[],
  signal: AbortSignal | undefined,
): Promise<string> {
  const request = {
    Bucket: client.bucket,
    Key: key,
    UploadId: uploadId,
    MultipartUpload: { Parts: parts },
    ...condition.headers,
  }
  try {
    const { ETag } = await client.send(
      sdk => sdk.send(new CompleteMultipartUploadCommand(request)),
      attempt,
      { signal, patience: 'long', idleTimeout: COPY_TIMEOUT },
    )
    return withoutQuotes(ETag)
  } catch (error) {
    // A first try may have completed it although its answer was lost.
    if (!(error instanceof AppError) || !mayBeCompleted(error)) throw error
    const found = await headOf(client, key, signal)
    const own = found.size === source.head.size && found.etag === etagOfParts(parts)
    if (!own && !isProvenCopy(source.head, found)) throw error
    return found.etag
  }
}
