import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'
import { head } from './head.ts'
import { withoutQuotes } from './scan-listing.ts'
import type { UploadResult, UploadTask } from './upload-task.ts'

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
  const checksum = checksumFor(client, body)
  try {
    const stored = await client.send(
      sdk =>
        sdk.send(
          new PutObjectCommand({
            Bucket: client.bucket,
            Key: key,
            Body: body,
            ContentLength: body.length,
            ContentType: contentType,
            ...checksum,
            ...condition.headers,
          }),
        ),
      attempt,
      { signal, patience: 'long', onBodyBytes: onlyForward(task.onProgress) },
    )
    return resultOf(stored.ETag, stored.VersionId, body.length)
  } catch (error) {
    const own =
      (condition.headers.IfNoneMatch || condition.headers.IfMatch) &&
      wasRetried(error) &&
      (await ownEtag(client, key, body, signal))
    if (!own) throw error
    return resultOf(own, undefined, body.length)
  }
}

/** Where the SDK would add a CRC-32, it is computed natively, 36 times as fast. */
export function checksumFor(client: BucketClient, body: Uint8Array): { ChecksumCRC32?: string } {
  return client.aws ? { ChecksumCRC32: crc32Base64(body) } : {}
}

function crc32Base64(body: Uint8Array): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(body))
  return bytes.toString('base64')
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

function wasRetried(error: unknown): boolean {
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
