import { CRC32C_POLYNOMIAL } from './crc32c.ts'
import { CRC64NVME_POLYNOMIAL } from './crc64nvme.ts'

/** The checksums that can be joined from those of the parts. */
export type CrcAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME'

const FIELDS: Readonly<Record<CrcAlgorithm, { bits: bigint; polynomial: bigint }>> = {
  CRC32: { bits: 32n, polynomial: 0xedb88320n },
  CRC32C: { bits: 32n, polynomial: BigInt(CRC32C_POLYNOMIAL) },
  CRC64NVME: { bits: 64n, polynomial: CRC64NVME_POLYNOMIAL },
}

/**
 * The checksum of a whole object from those of its parts, without reading it again:
 * crc(A + B) = crc(A) · x^(8·|B|) + crc(B), in polynomials over GF(2) modulo the CRC's own.
 *
 * @param parts in order, with their sizes in bytes and big-endian checksums
 */
export function combineCrcs(
  algorithm: CrcAlgorithm,
  parts: readonly { readonly checksum: Buffer; readonly size: number }[],
): Buffer {
  const { bits, polynomial } = FIELDS[algorithm]
  const top = 1n << (bits - 1n)
  const shifts = new Map<number, bigint>()

  /** Bits are reflected: x^0 is the highest, and multiplying by x shifts right. */
  const multiply = (a: bigint, b: bigint): bigint => {
    let product = 0n
    let shifted = b
    for (let bit = top; bit !== 0n; bit >>= 1n) {
      if (a & bit) product ^= shifted
      shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n
    }
    return product
  }
  const shiftBy = (size: number): bigint => {
    const known = shifts.get(size)
    if (known !== undefined) return known
    let power = top
    let square = top >> 8n // x^8: one byte
    for (let left = BigInt(size); left > 0n; left >>= 1n) {
      if (left & 1n) power = multiply(power, square)
      square = multiply(square, square)
    }
    shifts.set(size, power)
    return power
  }

  let whole = 0n
  for (const { checksum, size } of parts) {
    whole = multiply(whole, shiftBy(size)) ^ BigInt(`0x${checksum.toString('hex')}`)
  }
  return Buffer.from(whole.toString(16).padStart(Number(bits) / 4, '0'), 'hex')
}
