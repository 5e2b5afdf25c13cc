import { createHash } from 'node:crypto'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'
import { head } from './head.ts'
import { withMemory, withSlot } from './request-scope.ts'
import { checksumOf, offeringChecksum } from './upload-checksum.ts'
import type { UploadResult, UploadTask } from './upload-task.ts'
import { withoutQuotes } from './without-quotes.ts'

/**
 * Stores bytes that are in memory with one PutObject.
 *
 * A first try may have been stored although its answer was lost; the retry then meets its own
 * object and hears 412. What is there decides: the same bytes are a success.
 */
export async function putBytes(
  client: BucketClient,
  task: UploadTask<Uint8Array>,
  signal?: AbortSignal,
): Promise<UploadResult> {
  const { key, body, contentType, condition, attempt } = task
  const onBodyBytes = onlyForward(task.onProgress)
  const send = (offered: boolean) =>
    client.send(
      sdk =>
        sdk.send(
          new PutObjectCommand({
            Bucket: client.bucket,
            Key: key,
            Body: body,
            ContentLength: body.length,
            ContentType: contentType,
            ...task.stored,
            ...(offered ? checksumOf(body) : {}),
            ...condition.headers,
          }),
        ),
      attempt,
      { signal, patience: 'long', onBodyBytes },
    )
  try {
    const stored = await offeringChecksum(client, send, isKept)
    const result = resultOf(stored.ETag, stored.VersionId, body.length)
    const { ChecksumCRC32: value } = stored
    return value === undefined ? result : { ...result, checksum: { algorithm: 'CRC32', value } }
  } catch (error) {
    const own =
      (condition.headers.IfNoneMatch || condition.headers.IfMatch) &&
      wasRetried(error) &&
      (await ownEtag(client, key, body, signal))
    if (!own) throw error
    return resultOf(own, undefined, body.length)
  }
}

function isKept({ ChecksumCRC32 }: { readonly ChecksumCRC32?: string | undefined }): boolean {
  return ChecksumCRC32 !== undefined
}

/** Reads a body of known size into memory and stores it, once a slot and memory are free for it. */
export function putOnce(
  client: BucketClient,
  task: Omit<UploadTask<unknown>, 'body'> & { readonly size: number },
  signal: AbortSignal | undefined,
  fill: (bytes: Buffer) => Promise<void>,
): Promise<UploadResult> {
  return withSlot(signal, () =>
    withMemory(task.size, signal, async body => {
      await fill(body)
      return await putBytes(client, { ...task, body }, signal)
    }),
  )
}

/** Progress of one body: a retry sends the same bytes again, which is no progress. */
export function onlyForward(
  onProgress: ((deltaBytes: number) => void) | undefined,
): ((bytes: number) => void) | undefined {
  if (!onProgress) return undefined
  let furthest = 0
  return sent => {
    if (sent <= furthest) return
    onProgress(sent - furthest)
    furthest = sent
  }
}

export function resultOf(
  etag: string | undefined,
  versionId: string | undefined,
  bytes: number,
): UploadResult {
  return {
    ...(etag ? { etag: withoutQuotes(etag) } : {}),
    ...(versionId === undefined ? {} : { versionId }),
    bytes,
  }
}

/** Whether a condition refused a request that had been sent before, and may have met its own work. */
export function wasRetried(error: unknown): boolean {
  if (!(error instanceof AppError) || error.failure.details.status !== 412) return false
  const { $metadata } = (error.cause ?? {}) as { $metadata?: { attempts?: number } }
  return ($metadata?.attempts ?? 1) > 1
}

async function ownEtag(
  client: BucketClient,
  key: string,
  body: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const found = await head(client, key, signal)
  const same =
    found.size === body.length && found.etag === createHash('md5').update(body).digest('hex')
  return same ? found.etag : undefined
}
