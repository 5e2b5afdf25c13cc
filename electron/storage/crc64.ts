/** The polynomial of CRC-64/NVME, reflected, in two halves; its check value is in the test. */
const POLYNOMIAL_HIGH = 0x9a6c_9329
const POLYNOMIAL_LOW = 0xac4b_c9b5
const SLICES = 8

interface Tables {
  readonly high: Uint32Array
  readonly low: Uint32Array
}

let tables: Tables | undefined

/**
 * CRC-64/NVME, which S3 gives every object that came without another checksum. Works on 32-bit
 * halves, eight bytes a step: JavaScript has no fast 64-bit integers.
 */
export class Crc64Nvme {
  #high = 0xffff_ffff
  #low = 0xffff_ffff

  update(bytes: Uint8Array): void {
    tables ??= makeTables()
    const { high: highs, low: lows } = tables
    let high = this.#high
    let low = this.#low
    let at = 0
    for (const last = bytes.length - 8; at <= last; at += 8) {
      low ^= word(bytes, at)
      high ^= word(bytes, at + 4)
      const a = 0x700 | (low & 0xff)
      const b = 0x600 | ((low >>> 8) & 0xff)
      const c = 0x500 | ((low >>> 16) & 0xff)
      const d = 0x400 | (low >>> 24)
      const e = 0x300 | (high & 0xff)
      const f = 0x200 | ((high >>> 8) & 0xff)
      const g = 0x100 | ((high >>> 16) & 0xff)
      const h = high >>> 24
      low = of(lows, a) ^ of(lows, b) ^ of(lows, c) ^ of(lows, d)
      low ^= of(lows, e) ^ of(lows, f) ^ of(lows, g) ^ of(lows, h)
      high = of(highs, a) ^ of(highs, b) ^ of(highs, c) ^ of(highs, d)
      high ^= of(highs, e) ^ of(highs, f) ^ of(highs, g) ^ of(highs, h)
    }
    for (; at < bytes.length; at += 1) {
      const index = (low ^ (bytes[at] ?? 0)) & 0xff
      low = ((low >>> 8) | (high << 24)) ^ of(lows, index)
      high = (high >>> 8) ^ of(highs, index)
    }
    this.#high = high
    this.#low = low
  }

  /** Base64 of the eight bytes, the highest first, as S3 writes it. */
  value(): string {
    const bytes = Buffer.alloc(8)
    bytes.writeUInt32BE(~this.#high >>> 0, 0)
    bytes.writeUInt32BE(~this.#low >>> 0, 4)
    return bytes.toString('base64')
  }
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  )
}

function of(table: Uint32Array, index: number): number {
  return table[index] ?? 0
}

/** Table n tells what a byte followed by n zero bytes leaves. */
function makeTables(): Tables {
  const high = new Uint32Array(SLICES * 256)
  const low = new Uint32Array(SLICES * 256)
  for (let index = 0; index < 256; index += 1) {
    let upper = 0
    let lower = index
    for (let bit = 0; bit < 8; bit += 1) {
      const odd = lower & 1
      lower = (lower >>> 1) | (upper << 31)
      upper >>>= 1
      if (!odd) continue
      lower ^= POLYNOMIAL_LOW
      upper ^= POLYNOMIAL_HIGH
    }
    high[index] = upper
    low[index] = lower
  }
  for (let index = 256; index < SLICES * 256; index += 1) {
    const upper = of(high, index - 256)
    const lower = of(low, index - 256)
    low[index] = ((lower >>> 8) | (upper << 24)) ^ of(low, lower & 0xff)
    high[index] = (upper >>> 8) ^ of(high, lower & 0xff)
  }
  return { high, low }
}
