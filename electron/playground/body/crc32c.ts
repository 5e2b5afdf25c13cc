/** Castagnoli's polynomial, reflected. */
export const CRC32C_POLYNOMIAL = 0x82f63b78

const TABLES = buildTables()

/**
 * Streaming CRC-32C, eight bytes a step ("slicing by 8").
 *
 * @param data the next bytes
 * @param previous the value so far, 0 to begin
 */
export function crc32c(data: Uint8Array, previous = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES
  let crc = ~previous
  let at = 0
  for (const end = data.length - 7; at < end; at += 8) {
    crc ^=
      byte(data, at) |
      (byte(data, at + 1) << 8) |
      (byte(data, at + 2) << 16) |
      (byte(data, at + 3) << 24)
    crc =
      entry(t7, crc & 255) ^
      entry(t6, (crc >>> 8) & 255) ^
      entry(t5, (crc >>> 16) & 255) ^
      entry(t4, crc >>> 24) ^
      entry(t3, byte(data, at + 4)) ^
      entry(t2, byte(data, at + 5)) ^
      entry(t1, byte(data, at + 6)) ^
      entry(t0, byte(data, at + 7))
  }
  for (; at < data.length; at++) crc = (crc >>> 8) ^ entry(t0, (crc ^ byte(data, at)) & 255)
  return ~crc >>> 0
}

type Tables = readonly [T, T, T, T, T, T, T, T]
type T = Int32Array

// Indices below are in range by construction; `as number` drops the checker's `undefined` at no cost.
function byte(data: Uint8Array, at: number): number {
  return data[at] as number
}

function entry(table: Int32Array, at: number): number {
  return table[at] as number
}

function buildTables(): Tables {
  const table = () => new Int32Array(256)
  const tables: Tables = [table(), table(), table(), table(), table(), table(), table(), table()]
  for (let n = 0; n < 256; n++) {
    let crc = n
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ CRC32C_POLYNOMIAL : crc >>> 1
    tables[0][n] = crc
  }
  for (let n = 0; n < 256; n++) {
    let crc = entry(tables[0], n)
    for (const next of tables.slice(1)) {
      crc = (crc >>> 8) ^ entry(tables[0], crc & 255)
      next[n] = crc
    }
  }
  return tables
}
