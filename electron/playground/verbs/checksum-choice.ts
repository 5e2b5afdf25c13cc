import { isCrc } from '../body/checksum.ts'
import { checksumAlgorithm } from '../body/expected-digests.ts'
import { S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import type { UploadChecksum } from '../store/uploads.ts'

/** What S3 computes when the client promises nothing. */
export const DEFAULT_CHECKSUM = 'CRC64NVME'

/**
 * The checksum a multipart upload asks for: x-amz-checksum-algorithm and x-amz-checksum-type.
 * Source: "Checking object integrity", Amazon S3 User Guide: CRC-64 is always of the full object,
 * SHA never, and the other CRCs are composite unless asked for otherwise.
 */
export function uploadChecksum(request: S3Request): UploadChecksum {
  const name = request.header('x-amz-checksum-algorithm')
  const wanted = request.header('x-amz-checksum-type')?.toUpperCase()
  if (name === undefined) {
    if (wanted === undefined)
      return { algorithm: DEFAULT_CHECKSUM, type: 'FULL_OBJECT', implied: true }
    throw new S3Error('InvalidRequest', {
      message:
        'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    })
  }
  const algorithm = checksumAlgorithm(name, 'x-amz-checksum-algorithm')
  const type = wanted ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE')
  if (type !== 'FULL_OBJECT' && type !== 'COMPOSITE') {
    throw new S3Error('InvalidRequest', {
      message: 'Value for x-amz-checksum-type header is invalid.',
    })
  }
  const possible = type === 'COMPOSITE' ? algorithm !== 'CRC64NVME' : isCrc(algorithm)
  if (!possible) {
    throw new S3Error('InvalidRequest', {
      message: `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    })
  }
  return { algorithm, type, implied: false }
}
