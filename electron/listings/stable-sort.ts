const DIGIT = 0x1_0000

/**
 * The rows ordered by a number of theirs, those with the same number in the order they came in.
 * A radix sort, 16 bits a pass, over no more digits than the numbers differ in.
 *
 * @param value whole numbers; fractions are cut off
 */
export function sortedBy(
  rows: Uint32Array,
  value: (row: number) => number,
  direction: 'ascending' | 'descending',
): Uint32Array {
  const values = Float64Array.from(rows, row => Math.trunc(value(row)))
  const { least, most } = range(values)
  let from = rows.slice()
  let fromKeys = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at += 1) {
    const number = values[at] ?? 0
    fromKeys[at] = direction === 'ascending' ? number - least : most - number
  }
  let to = new Uint32Array(rows.length)
  let toKeys = new Float64Array(rows.length)
  for (let unit = 1; unit <= most - least; unit *= DIGIT) {
    const next = placesByDigit(fromKeys, unit)
    for (let at = 0; at < from.length; at += 1) {
      const key = fromKeys[at] ?? 0
      const digit = digitOf(key, unit)
      const place = next[digit] ?? 0
      next[digit] = place + 1
      to[place] = from[at] ?? 0
      toKeys[place] = key
    }
    ;[from, to] = [to, from]
    ;[fromKeys, toKeys] = [toKeys, fromKeys]
  }
  return from
}

function digitOf(key: number, unit: number): number {
  return Math.floor(key / unit) % DIGIT
}

function placesByDigit(keys: Float64Array, unit: number): Uint32Array {
  const counts = new Uint32Array(DIGIT + 1)
  for (const key of keys) {
    const digit = digitOf(key, unit) + 1
    counts[digit] = (counts[digit] ?? 0) + 1
  }
  for (let digit = 1; digit < DIGIT; digit += 1) {
    counts[digit] = (counts[digit] ?? 0) + (counts[digit - 1] ?? 0)
  }
  return counts
}

function range(values: Float64Array): { least: number; most: number } {
  let least = values[0] ?? 0
  let most = least
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return { least, most }
}
