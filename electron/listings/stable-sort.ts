import { inParts, type Work } from '../turns/slices.ts'

/** Bits a pass: so few that the places of all digits stay in the processor's cache. */
const BITS = 11
const DIGITS = 2 ** BITS
const WORD = 2 ** 32
const SECOND = 1000

/**
 * Some rows of a table ordered by a number of theirs, those with the same number in the order they
 * came in. A radix sort over no more digits than the numbers of the table differ in; by and by.
 *
 * @param count rows of the whole table
 * @param value whole numbers; fractions are cut off
 */
export function* sortedBy(
  rows: Uint32Array,
  count: number,
  value: (row: number) => number,
  direction: 'ascending' | 'descending',
): Work<Uint32Array> {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  // Times of S3 are whole seconds, which are fewer than the milliseconds they are counted in.
  let areSeconds = true
  yield* inParts(count, (from, to) => {
    for (let row = from; row < to; row += 1) {
      const number = Math.trunc(value(row))
      if (number < least) least = number
      if (number > most) most = number
      if (areSeconds && number % SECOND !== 0) areSeconds = false
    }
  })
  if (!(least < most)) return rows.slice()
  const unit = areSeconds ? SECOND : 1
  const range = (most - least) / unit
  const low = new Uint32Array(count)
  const high = range < WORD ? undefined : new Uint32Array(count)
  yield* inParts(count, (from, to) => {
    for (let row = from; row < to; row += 1) {
      const number = Math.trunc(value(row))
      const key = (direction === 'ascending' ? number - least : most - number) / unit
      low[row] = key
      if (high) high[row] = key / WORD
    }
  })
  const byLow = yield* inOrderOf(low, Math.min(range, WORD - 1), rows)
  return high ? yield* inOrderOf(high, range / WORD, byLow) : byLow
}

/** Rows ordered by their keys, which are at most `most`; those alike as they are in `rows`. */
function* inOrderOf(keys: Uint32Array, most: number, rows: Uint32Array): Work<Uint32Array> {
  let from = rows.slice()
  let to = new Uint32Array(rows.length)
  for (let shift = 0; shift < 32 && most / 2 ** shift >= 1; shift += BITS) {
    const next = yield* placesByDigit(keys, from, shift)
    const [source, target] = [from, to]
    yield* inParts(source.length, (start, end) => {
      for (let at = start; at < end; at += 1) {
        const row = source[at] ?? 0
        const digit = ((keys[row] ?? 0) >>> shift) & (DIGITS - 1)
        const place = next[digit] ?? 0
        next[digit] = place + 1
        target[place] = row
      }
    })
    from = target
    to = source
  }
  return from
}

function* placesByDigit(keys: Uint32Array, rows: Uint32Array, shift: number): Work<Uint32Array> {
  const counts = new Uint32Array(DIGITS)
  yield* inParts(rows.length, (start, end) => {
    for (let at = start; at < end; at += 1) {
      const digit = ((keys[rows[at] ?? 0] ?? 0) >>> shift) & (DIGITS - 1)
      counts[digit] = (counts[digit] ?? 0) + 1
    }
  })
  let sum = 0
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const count = counts[digit] ?? 0
    counts[digit] = sum
    sum += count
  }
  return counts
}
