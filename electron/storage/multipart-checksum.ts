import type { CompletedPart } from '@aws-sdk/client-s3'
import type { ExpectedChecksum } from './checksum.ts'
import { crc32Base64 } from './checksum.ts'
import { combineCrc32 } from './crc32-combine.ts'

/**
 * What a server holds the bytes of a multipart upload against: the CRC-32 of the object they become
 * and of each part, only those of the parts, or nothing.
 */
export type UploadChecks = 'whole' | 'parts' | 'nothing'

/** What is asked for when the upload is made. */
export const WHOLE_CRC32 = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const

/** What the answer to CreateMultipartUpload, or ListParts, says that it is going to be. */
export function checksOf(answer: {
  readonly ChecksumAlgorithm?: string | undefined
  readonly ChecksumType?: string | undefined
}): UploadChecks {
  if (answer.ChecksumAlgorithm !== 'CRC32') return 'nothing'
  return answer.ChecksumType === 'FULL_OBJECT' ? 'whole' : 'parts'
}

/**
 * The CRC-32 of all parts together, without reading them again.
 *
 * @param parts in order, all of `partSize` bytes but for the last
 */
export function wholeCrc32(
  parts: readonly CompletedPart[],
  { partSize, size }: { readonly partSize: number; readonly size: number },
): ExpectedChecksum {
  const pieces = parts.map(({ ChecksumCRC32 = '' }, index) => ({
    crc: Buffer.from(ChecksumCRC32, 'base64').readUInt32BE(),
    size: Math.min(partSize, size - index * partSize),
  }))
  return { algorithm: 'CRC32', value: crc32Base64(combineCrc32(pieces)) }
}
