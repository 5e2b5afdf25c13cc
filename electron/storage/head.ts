import type { Readable } from 'node:stream'
import {
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
} from '@aws-sdk/client-s3'
import type { ChecksumAlgorithm, ObjectHead } from '#shared/s3.ts'
import { mayBeOfPage } from './answer-origin.ts'
import type { BucketClient } from './bucket-client.ts'
import { failureOf, isMute } from './failure.ts'
import { withoutQuotes } from './without-quotes.ts'

/**
 * Everything HEAD tells about an object.
 *
 * HEAD answers have no body, so a refusal is a bare status. Then one byte is asked for by GET, whose
 * error body tells a wrong secret from a missing permission and a missing bucket from a missing key.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 * @throws AppError, `not-found` only when the bucket is there and the key is not
 */
export async function head(
  client: BucketClient,
  key: string,
  signal?: AbortSignal,
): Promise<ObjectHead> {
  const attempt = client.attempt(
    `look at “${key}” in the bucket “${client.bucket}”`,
    's3:GetObject',
    {
      key,
    },
  )
  const ask = (checksums: boolean) =>
    client.sendRaw(sdk => sdk.send(new HeadObjectCommand({ Bucket: client.bucket, Key: key })), {
      signal,
      checksums,
    })
  try {
    const answer = await ask(client.capabilities.checksumMode !== 'no')
    if (client.capabilities.checksumMode === 'unproven') client.capabilities.checksumMode = 'yes'
    return headOf(key, answer)
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    // A page that was not found says nothing of the object; a GET tells them apart.
    if (client.seen && statusOf(error) === 404 && !isOfPage(error)) throw failureOf(error, attempt)
    if (!isMute(error)) throw failureOf(error, attempt)
    const reason = await reasonOf(client, key, signal)
    if (reason !== undefined) {
      const failure = failureOf(reason, attempt)
      // "No such key" is said of a bucket that is there.
      if (failure.code === 'not-found') client.markSeen()
      throw failure
    }
    // The object can be read, so the refusal was about the checksum header.
    const found = headOf(key, await client.send(() => ask(false), attempt, { signal }))
    client.capabilities.checksumMode = 'no'
    return found
  }
}

/** Why a GET of the first byte fails; `undefined` when it does not. */
async function reasonOf(
  client: BucketClient,
  key: string,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  try {
    const get = { Bucket: client.bucket, Key: key, Range: 'bytes=0-0' }
    const { Body } = await client.sendRaw(sdk => sdk.send(new GetObjectCommand(get)), { signal })
    // Not read: a server that ignores the range would send it all.
    const body = Body as Readable | undefined
    body?.destroy()
    return undefined
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    // An empty object has no first byte, but it is there.
    return statusOf(error) === 416 ? undefined : error
  }
}

function isOfPage(error: unknown): boolean {
  const { $response } = error as { $response?: { headers?: Record<string, string> } }
  return $response?.headers !== undefined && mayBeOfPage({ headers: $response.headers })
}

function statusOf(error: unknown): number | undefined {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } }
  return $metadata?.httpStatusCode
}

function headOf(key: string, answer: HeadObjectCommandOutput): ObjectHead {
  const optional = {
    modified: answer.LastModified?.getTime(),
    contentType: answer.ContentType,
    contentEncoding: answer.ContentEncoding,
    contentDisposition: answer.ContentDisposition,
    contentLanguage: answer.ContentLanguage,
    cacheControl: answer.CacheControl,
    expires: answer.ExpiresString,
    versionId: answer.VersionId,
    encryption: answer.ServerSideEncryption ?? answer.SSECustomerAlgorithm,
    kmsKeyId: answer.SSEKMSKeyId,
    restore: answer.Restore,
    archiveStatus: answer.ArchiveStatus,
    websiteRedirect: answer.WebsiteRedirectLocation,
    replicationStatus: answer.ReplicationStatus,
    objectLockMode: answer.ObjectLockMode,
    objectLockUntil: answer.ObjectLockRetainUntilDate?.toISOString(),
    legalHold: answer.ObjectLockLegalHoldStatus,
    checksumType: answer.ChecksumType,
    tagCount: answer.TagCount,
    partsCount: answer.PartsCount,
  }
  return {
    key,
    size: answer.ContentLength ?? 0,
    etag: withoutQuotes(answer.ETag),
    storageClass: answer.StorageClass ?? 'STANDARD',
    checksums: checksumsOf(answer),
    metadata: answer.Metadata ?? {},
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  }
}

/** The checksums of a HEAD or GET answer, base64 as S3 gives them. */
export function checksumsOf(answer: {
  ChecksumCRC32?: string | undefined
  ChecksumCRC32C?: string | undefined
  ChecksumCRC64NVME?: string | undefined
  ChecksumMD5?: string | undefined
  ChecksumSHA1?: string | undefined
  ChecksumSHA256?: string | undefined
  ChecksumSHA512?: string | undefined
}): { algorithm: ChecksumAlgorithm; value: string }[] {
  const all: [ChecksumAlgorithm, string | undefined][] = [
    ['CRC32', answer.ChecksumCRC32],
    ['CRC32C', answer.ChecksumCRC32C],
    ['CRC64NVME', answer.ChecksumCRC64NVME],
    ['MD5', answer.ChecksumMD5],
    ['SHA1', answer.ChecksumSHA1],
    ['SHA256', answer.ChecksumSHA256],
    ['SHA512', answer.ChecksumSHA512],
  ]
  return all.flatMap(([algorithm, value]) => (value === undefined ? [] : [{ algorithm, value }]))
}
