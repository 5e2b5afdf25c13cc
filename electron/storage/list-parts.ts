import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { ListPartsCommand } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'
import { crc32Base64 } from './checksum.ts'
import { checksOf, type UploadChecks } from './multipart-checksum.ts'
import { withoutQuotes } from './without-quotes.ts'

/** A part of an unfinished upload as the server has it. */
export interface StoredPart {
  /** Bytes. */
  readonly size: number
  readonly etag: string
  readonly crc32: string | undefined
}

/** What a server has of an unfinished upload. */
export interface StoredParts {
  /** By part number. */
  readonly parts: ReadonlyMap<number, StoredPart>
  readonly checks: UploadChecks
}

/**
 * What a server has of a multipart upload,; `undefined` when it does not know the
 * upload (any more).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html
 */
export async function listParts(
  client: BucketClient,
  { key, uploadId }: { key: string; uploadId: string },
  signal?: AbortSignal,
): Promise<StoredParts | undefined> {
  const does = `list the parts of “${key}” in the bucket “${client.bucket}”`
  const attempt = client.attempt(does, 's3:ListMultipartUploadParts', { key })
  const parts = new Map<number, StoredPart>()
  let marker: string | undefined
  let checks: UploadChecks = 'nothing'
  try {
    do {
      const request = { Bucket: client.bucket, Key: key, UploadId: uploadId }
      const answer = await client.send(
        sdk => sdk.send(new ListPartsCommand({ ...request, PartNumberMarker: marker })),
        attempt,
        { signal, patience: 'long' },
      )
      checks = checksOf(answer)
      for (const { PartNumber, Size, ETag, ChecksumCRC32 } of answer.Parts ?? []) {
        if (PartNumber === undefined || Size === undefined || ETag === undefined) continue
        parts.set(PartNumber, { size: Size, etag: ETag, crc32: ChecksumCRC32 })
      }
      const next = answer.IsTruncated ? answer.NextPartNumberMarker : undefined
      // A server that repeats itself would be asked for ever.
      marker = next === marker ? undefined : next
    } while (marker !== undefined)
    return { parts, checks }
  } catch (error) {
    if (!(error instanceof AppError) || !isUnknown(error)) throw error
    return undefined
  }
}

/** Whether a stored part is these bytes: by its CRC-32, or by an ETag that is their MD5. */
export function sameBytes(part: StoredPart, bytes: Uint8Array): boolean {
  if (part.size !== bytes.length) return false
  if (part.crc32 !== undefined) return part.crc32 === crc32Base64(crc32(bytes))
  return withoutQuotes(part.etag) === createHash('md5').update(bytes).digest('hex')
}

function isUnknown({ code, failure }: AppError): boolean {
  return failure.details.serverCode === 'NoSuchUpload' || code === 'not-found'
}
