/** NVMe's 64-bit polynomial, reflected. */
export const CRC64NVME_POLYNOMIAL = 0x9a6c9329ac4bc9b5n

/** A 64-bit value in two signed halves: BigInt would be far slower. */
export interface Crc64 {
  low: number
  high: number
}

// Table n maps a byte that still has n bytes to travel; halves in separate arrays.
const LOW = tables()
const HIGH = tables()
buildTables()

/** The value to begin with. */
export function crc64Start(): Crc64 {
  return { low: ~0, high: ~0 }
}

/** Takes the next bytes into `state`, eight a step ("slicing by 8"). */
export function crc64Update(state: Crc64, data: Uint8Array): void {
  let { low, high } = state
  let at = 0
  for (const end = data.length - 7; at < end; at += 8) {
    const a = low ^ word(data, at)
    const b = high ^ word(data, at + 4)
    low = gather(LOW, a, b)
    high = gather(HIGH, a, b)
  }
  for (; at < data.length; at++) {
    const index = (low ^ (data[at] as number)) & 255
    low = (low >>> 8) | (high << 24)
    high >>>= 8
    low ^= LOW[index] as number
    high ^= HIGH[index] as number
  }
  state.low = low
  state.high = high
}

/** The finished checksum, big-endian. */
export function crc64Digest(state: Crc64): Buffer {
  const digest = Buffer.alloc(8)
  digest.writeInt32BE(~state.high, 0)
  digest.writeInt32BE(~state.low, 4)
  return digest
}

// Indices are in range by construction; `as number` drops the checker's `undefined` at no cost.
function gather(table: Int32Array, a: number, b: number): number {
  return (
    (table[0x700 | (a & 255)] as number) ^
    (table[0x600 | ((a >>> 8) & 255)] as number) ^
    (table[0x500 | ((a >>> 16) & 255)] as number) ^
    (table[0x400 | (a >>> 24)] as number) ^
    (table[0x300 | (b & 255)] as number) ^
    (table[0x200 | ((b >>> 8) & 255)] as number) ^
    (table[0x100 | ((b >>> 16) & 255)] as number) ^
    (table[b >>> 24] as number)
  )
}

function word(data: Uint8Array, at: number): number {
  return (
    (data[at] as number) |
    ((data[at + 1] as number) << 8) |
    ((data[at + 2] as number) << 16) |
    ((data[at + 3] as number) << 24)
  )
}

function tables(): Int32Array {
  return new Int32Array(8 * 256)
}

function buildTables(): void {
  for (let n = 0; n < 256; n++) {
    let crc = BigInt(n)
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 1n ? (crc >> 1n) ^ CRC64NVME_POLYNOMIAL : crc >> 1n
    LOW[n] = Number(BigInt.asIntN(32, crc))
    HIGH[n] = Number(BigInt.asIntN(32, crc >> 32n))
  }
  for (let n = 0; n < 256; n++) {
    let low = LOW[n] as number
    let high = HIGH[n] as number
    for (let table = 1; table < 8; table++) {
      const index = low & 255
      low = ((low >>> 8) | (high << 24)) ^ (LOW[index] as number)
      high = (high >>> 8) ^ (HIGH[index] as number)
      LOW[table * 256 + n] = low
      HIGH[table * 256 + n] = high
    }
  }
}
