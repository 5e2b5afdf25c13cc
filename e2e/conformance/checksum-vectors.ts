import type { ChecksumAlgorithm, PutObjectCommandInput } from '@aws-sdk/client-s3'

/** The field that one checksum has in the SDK's inputs and outputs. */
export type ChecksumField = Extract<keyof PutObjectCommandInput, `Checksum${Uppercase<string>}`>

/** One algorithm, its names, and its published check value over the nine bytes `123456789`. */
export interface ChecksumVector {
  readonly algorithm: ChecksumAlgorithm
  readonly field: ChecksumField
  readonly header: string
  readonly right: string
  /** Well-formed, but of other bytes. */
  readonly wrong: string
}

/** The text that every vector is about. */
export const CHECKSUM_TEXT = '123456789'

/** The algorithms that the SDK computes when told to; the others are the caller's to compute. */
export const COMPUTED_BY_SDK: readonly ChecksumAlgorithm[] = [
  'CRC32',
  'CRC32C',
  'CRC64NVME',
  'SHA1',
  'SHA256',
]

/** Every algorithm that S3 knows. */
export const checksumVectors: readonly ChecksumVector[] = [
  vector('CRC32', 'ChecksumCRC32', 'cbf43926'),
  vector('CRC32C', 'ChecksumCRC32C', 'e3069283'),
  vector('CRC64NVME', 'ChecksumCRC64NVME', 'ae8b14860a799888'),
  vector('MD5', 'ChecksumMD5', '25f9e794323b453885f5181f1b624d0b'),
  vector('SHA1', 'ChecksumSHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'),
  vector(
    'SHA256',
    'ChecksumSHA256',
    '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
  ),
  vector(
    'SHA512',
    'ChecksumSHA512',
    'd9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274ad27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85',
  ),
  vector('XXHASH64', 'ChecksumXXHASH64', '8cb841db40e6ae83'),
  vector('XXHASH3', 'ChecksumXXHASH3', '72dcb18b67a17dff'),
  vector('XXHASH128', 'ChecksumXXHASH128', '33119477ede5dcd5e9716427681d5860'),
]

function vector(algorithm: ChecksumAlgorithm, field: ChecksumField, hex: string): ChecksumVector {
  const right = Buffer.from(hex, 'hex')
  const wrong = Buffer.from(right.map(byte => byte ^ 1))
  return {
    algorithm,
    field,
    header: `x-amz-checksum-${algorithm.toLowerCase()}`,
    right: right.toString('base64'),
    wrong: wrong.toString('base64'),
  }
}
