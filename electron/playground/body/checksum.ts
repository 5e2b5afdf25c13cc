import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { Xxh3_64, Xxh3_128, Xxh64 } from '@aws-sdk/checksums/xxh'
import { z } from 'zod'
import { type CrcAlgorithm, combineCrcs } from './crc-combine.ts'
import { crc32c } from './crc32c.ts'
import { crc64Digest, crc64Start, crc64Update } from './crc64nvme.ts'

/** Every checksum that S3 knows; more than Pail itself asks for. */
export const ChecksumAlgorithm = z.enum([
  'CRC32',
  'CRC32C',
  'CRC64NVME',
  'MD5',
  'SHA1',
  'SHA256',
  'SHA512',
  'XXHASH64',
  'XXHASH3',
  'XXHASH128',
])
export type ChecksumAlgorithm = z.infer<typeof ChecksumAlgorithm>

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
  digest(): Promise<Buffer> | Buffer
}

const DIGEST_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  MD5: 16,
  SHA1: 20,
  SHA256: 32,
  SHA512: 64,
  XXHASH64: 8,
  XXHASH3: 8,
  XXHASH128: 16,
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
    case 'MD5':
    case 'SHA1':
    case 'SHA256':
    case 'SHA512':
      return createHash(algorithm.toLowerCase())
    case 'XXHASH64':
      return runningXxh(new Xxh64())
    case 'XXHASH3':
      return runningXxh(new Xxh3_64())
    case 'XXHASH128':
      return runningXxh(new Xxh3_128())
    default:
      return algorithm satisfies never
  }
}

/**
 * The checksum of a multipart object from those of its parts.
 *
 * @param parts in order; `checksum` base64
 */
export async function joinChecksums(
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly { readonly checksum: string; readonly size: number }[],
): Promise<StoredChecksum> {
  const digests = parts.map(part => ({
    checksum: Buffer.from(part.checksum, 'base64'),
    size: part.size,
  }))
  if (type === 'FULL_OBJECT' && isCrc(algorithm)) {
    return { algorithm, type, value: combineCrcs(algorithm, digests).toString('base64') }
  }
  const hash = startChecksum(algorithm)
  for (const digest of digests) hash.update(digest.checksum)
  const value = (await hash.digest()).toString('base64')
  return { algorithm, type: 'COMPOSITE', value: `${value}-${parts.length}` }
}

/** Only these can be joined into the checksum of a full object. */
export function isCrc(algorithm: ChecksumAlgorithm): algorithm is CrcAlgorithm {
  return algorithm === 'CRC32' || algorithm === 'CRC32C' || algorithm === 'CRC64NVME'
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

function runningXxh(xxh: Xxh64 | Xxh3_64 | Xxh3_128): RunningChecksum {
  return { update: data => xxh.update(data), digest: async () => Buffer.from(await xxh.digest()) }
}
