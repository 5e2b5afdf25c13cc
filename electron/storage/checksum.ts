import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { ChecksumAlgorithm } from '#shared/s3.ts'
import { Crc64Nvme } from './crc64.ts'

/** A checksum being worked out as bytes come by. */
export interface Checksum {
  update(bytes: Uint8Array): void
  /** As S3 writes it: base64, CRCs big-endian. Called once, at the end. */
  value(): string
}

/** What the server says that a checksum must be. */
export interface ExpectedChecksum {
  readonly algorithm: ChecksumAlgorithm
  readonly value: string
}

export function startChecksum(algorithm: ChecksumAlgorithm): Checksum {
  switch (algorithm) {
    case 'CRC32':
      return crc(crc32)
    case 'CRC32C':
      return crc(crc32c)
    case 'MD5':
    case 'SHA1':
    case 'SHA256':
    case 'SHA512': {
      const hash = createHash(algorithm.toLowerCase())
      return { update: bytes => hash.update(bytes), value: () => hash.digest('base64') }
    }
    case 'CRC64NVME':
      return new Crc64Nvme()
    default:
      return algorithm satisfies never
  }
}

/** Checksums of parts (`COMPOSITE`, a value with `-parts`) say nothing about the bytes as a whole. */
export function wholeChecksum(
  checksums: readonly ExpectedChecksum[],
  type: 'COMPOSITE' | 'FULL_OBJECT' | undefined,
): ExpectedChecksum | undefined {
  if (type === 'COMPOSITE') return undefined
  return checksums.find(({ value }) => !value.includes('-'))
}

function crc(step: (bytes: Uint8Array, crc: number) => number): Checksum {
  let sum = 0
  return {
    update: bytes => {
      sum = step(bytes, sum)
    },
    value: () => crc32Base64(sum),
  }
}

/** A 32-bit CRC as S3 writes it. */
export function crc32Base64(sum: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(sum)
  return bytes.toString('base64')
}

let castagnoli: Uint32Array | undefined

/** Castagnoli's polynomial, reflected; RFC 3720 appendix B.4. */
function crc32c(bytes: Uint8Array, crc: number): number {
  castagnoli ??= Uint32Array.from({ length: 256 }, (_, index) => {
    let entry = index
    for (let bit = 0; bit < 8; bit += 1) entry = (entry >>> 1) ^ (entry & 1 ? 0x82f6_3b78 : 0)
    return entry
  })
  let sum = ~crc
  for (const byte of bytes) sum = (sum >>> 8) ^ (castagnoli[(sum ^ byte) & 0xff] ?? 0)
  return ~sum >>> 0
}
