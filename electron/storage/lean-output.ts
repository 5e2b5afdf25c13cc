import type { SdkAnswer } from './sdk-exchange.ts'

/** What S3 says of an object in the headers of an answer, as the SDK names it. */
const NAMES: Readonly<Record<string, string>> = {
  etag: 'ETag',
  'x-amz-version-id': 'VersionId',
  'content-type': 'ContentType',
  'content-range': 'ContentRange',
  'x-amz-checksum-crc32': 'ChecksumCRC32',
  'x-amz-checksum-crc32c': 'ChecksumCRC32C',
  'x-amz-checksum-crc64nvme': 'ChecksumCRC64NVME',
  'x-amz-checksum-md5': 'ChecksumMD5',
  'x-amz-checksum-sha1': 'ChecksumSHA1',
  'x-amz-checksum-sha256': 'ChecksumSHA256',
  'x-amz-checksum-sha512': 'ChecksumSHA512',
  'x-amz-checksum-type': 'ChecksumType',
}

/** A success as the SDK tells it. */
interface Output {
  readonly $metadata: { readonly httpStatusCode: number; readonly attempts: number }
}

/**
 * What the SDK would make of a success, as far as verbs that move bytes ask. `undefined` for anything
 * that is not as plain as S3's answers are: the SDK, and who guards its answers, look at it then.
 */
export function leanOutput(
  method: 'GET' | 'PUT',
  { statusCode, headers, body }: SdkAnswer['response'],
): Output | undefined {
  const reads = method === 'GET'
  const length = headers['content-length']
  if (statusCode !== 200 && !(reads && statusCode === 206)) return undefined
  if (reads ? length === undefined : length !== '0') return undefined
  const named = Object.entries(NAMES).map(([header, name]) => [name, headers[header]] as const)
  const told = Object.fromEntries(named.filter(([, value]) => value !== undefined))
  const output = { ...told, $metadata: { httpStatusCode: statusCode, attempts: 1 } }
  if (!reads) {
    // It has no bytes, but the connection is free again only once that was read.
    body.resume()
    return output
  }
  const modified = new Date(headers['last-modified'] ?? '')
  const LastModified = Number.isNaN(modified.getTime()) ? undefined : modified
  const whole = { ...output, LastModified, ContentLength: Number(length), Body: body }
  return whole
}
