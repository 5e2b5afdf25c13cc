/** The polynomial of zlib's CRC-32, reflected. */
const POLYNOMIAL = 0xedb8_8320
/** x^0 and x^8 in reflected bits: nothing, and one byte. */
const ONE = 0x8000_0000
const BYTE = 0x0080_0000

/**
 * The CRC-32 of a whole from those of its pieces, without reading it again:
 * crc(A + B) = crc(A) · x^(8·|B|) + crc(B), in polynomials over GF(2).
 *
 * @param pieces in order; `size` in bytes
 */
export function combineCrc32(
  pieces: Iterable<{ readonly crc: number; readonly size: number }>,
): number {
  const shifts = new Map<number, number>()
  let whole = 0
  for (const { crc, size } of pieces) {
    const shift = shifts.get(size) ?? shiftBy(size)
    shifts.set(size, shift)
    whole = multiply(whole, shift) ^ crc
  }
  return whole >>> 0
}

function shiftBy(size: number): number {
  let power = ONE
  let square = BYTE
  for (let left = size; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = multiply(power, square)
    square = multiply(square, square)
  }
  return power
}

function multiply(a: number, b: number): number {
  let product = 0
  let shifted = b
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= shifted
    shifted = shifted & 1 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1
  }
  return product
}
