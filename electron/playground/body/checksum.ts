import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { ChecksumAlgorithm } from '#shared/s3.ts'
import { combineCrcs } from './crc-combine.ts'
import { crc32c } from './crc32c.ts'
import { crc64Digest, crc64Start, crc64Update } from './crc64nvme.ts'

/** COMPOSITE: the hash of the parts' hashes. FULL_OBJECT: the checksum of the bytes. */
export type ChecksumType = 'COMPOSITE' | 'FULL_OBJECT'

/** A checksum as it travels in headers and is kept in the index. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm
  /** Base64, with `-N` after it when it is a composite of N parts. */
  readonly value: string
  readonly type: ChecksumType
}

/** A checksum being computed while bytes stream by. */
export interface RunningChecksum {
  update(data: Uint8Array): void
  digest(): Buffer
}

const DIGEST_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
}

/** Every algorithm, in the order S3's documentation lists them. */
export const CHECKSUM_ALGORITHMS: readonly ChecksumAlgorithm[] = ChecksumAlgorithm.options

/** `x-amz-checksum-crc32` and its kin. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`
}

/** `ChecksumCRC32` and its kin, as XML documents name them. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`
}

/** Is this base64 of as many bytes as the algorithm gives? */
export function isChecksumValue(algorithm: ChecksumAlgorithm, value: string): boolean {
  return (
    /^[A-Za-z0-9+/]+={0,2}$/.test(value) &&
    Buffer.from(value, 'base64').length === DIGEST_BYTES[algorithm]
  )
}

/** Starts a checksum. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'CRC32':
      return running32(crc32)
    case 'CRC32C':
      return running32(crc32c)
    case 'CRC64NVME':
      return running64()
    case 'SHA1':
      return createHash('sha1')
    case 'SHA256':
      return createHash('sha256')
    default:
      return algorithm satisfies never
  }
}

/**
 * The checksum of a multipart object from those of its parts.
 *
 * @param parts in order; `checksum` base64
 */
export function joinChecksums(
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly { readonly checksum: string; readonly size: number }[],
): StoredChecksum {
  const digests = parts.map(part => ({
    checksum: Buffer.from(part.checksum, 'base64'),
    size: part.size,
  }))
  if (type === 'FULL_OBJECT' && algorithm !== 'SHA1' && algorithm !== 'SHA256') {
    return { algorithm, type, value: combineCrcs(algorithm, digests).toString('base64') }
  }
  const hash = startChecksum(algorithm)
  for (const digest of digests) hash.update(digest.checksum)
  return {
    algorithm,
    type: 'COMPOSITE',
    value: `${hash.digest().toString('base64')}-${parts.length}`,
  }
}

function running32(next: (data: Uint8Array, previous: number) => number): RunningChecksum {
  let value = 0
  return {
    update(data) {
      value = next(data, value)
    },
    digest() {
      const digest = Buffer.alloc(4)
      digest.writeUInt32BE(value)
      return digest
    },
  }
}

function running64(): RunningChecksum {
  const state = crc64Start()
  return { update: data => crc64Update(state, data), digest: () => crc64Digest(state) }
}
