import { invalidArgument, S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import {
  CHECKSUM_ALGORITHMS,
  ChecksumAlgorithm,
  checksumHeader,
  isChecksumValue,
} from './checksum.ts'

/** What the request promises about its body. */
export interface ExpectedDigests {
  readonly md5?: Buffer
  /** `value` is absent when it is to come in a trailer. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value?: string }
}

/**
 * Reads Content-MD5, x-amz-checksum-*, x-amz-trailer and x-amz-sdk-checksum-algorithm.
 *
 * @throws S3Error InvalidDigest or InvalidRequest, in S3's words
 */
export function expectedDigests(request: S3Request): ExpectedDigests {
  const md5 = contentMd5(request)
  const checksum = expectedChecksum(request)
  return { ...(md5 && { md5 }), ...(checksum && { checksum }) }
}

/** A checksum algorithm named in a header; case does not matter. */
export function checksumAlgorithm(name: string, header: string): ChecksumAlgorithm {
  const parsed = ChecksumAlgorithm.safeParse(name.toUpperCase())
  if (parsed.success) return parsed.data
  throw invalidArgument(
    `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${CHECKSUM_ALGORITHMS.join(', ')}]`,
    header,
    name,
  )
}

function contentMd5(request: S3Request): Buffer | undefined {
  const given = request.header('content-md5')
  if (given === undefined) return undefined
  const md5 = Buffer.from(given, 'base64')
  if (md5.length !== 16 || !/^[A-Za-z0-9+/]+={0,2}$/.test(given)) throw new S3Error('InvalidDigest')
  return md5
}

function expectedChecksum(request: S3Request): ExpectedDigests['checksum'] {
  const found: { algorithm: ChecksumAlgorithm; value?: string }[] = []
  const trailing = (request.header('x-amz-trailer') ?? '').toLowerCase().split(',')
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const name = checksumHeader(algorithm)
    const value = request.header(name)
    if (value !== undefined) {
      if (!isChecksumValue(algorithm, value)) throw invalidChecksum(algorithm)
      found.push({ algorithm, value })
    } else if (trailing.some(trailer => trailer.trim() === name)) found.push({ algorithm })
  }
  if (found.length > 1) {
    throw new S3Error('InvalidRequest', {
      message:
        'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    })
  }
  checkAnnounced(request, found[0]?.algorithm)
  return found[0]
}

function checkAnnounced(request: S3Request, given: ChecksumAlgorithm | undefined): void {
  const announced = request.header('x-amz-sdk-checksum-algorithm')
  if (announced === undefined) return
  const algorithm = checksumAlgorithm(announced, 'x-amz-sdk-checksum-algorithm')
  if (given === undefined) {
    throw new S3Error('InvalidRequest', {
      message:
        'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    })
  }
  if (algorithm !== given) {
    throw new S3Error('InvalidRequest', {
      message: 'Value for x-amz-sdk-checksum-algorithm header is invalid.',
    })
  }
}

/** S3's words for a checksum of the wrong shape. */
export function invalidChecksum(algorithm: ChecksumAlgorithm): S3Error {
  return new S3Error('InvalidRequest', {
    message: `Value for ${checksumHeader(algorithm)} header is invalid.`,
  })
}
