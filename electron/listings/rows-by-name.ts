import type { NameOrder } from '#shared/listing.ts'
import type { Work } from '../turns/slices.ts'
import { Collation } from './collation.ts'
import type { EntryTable } from './entry-table.ts'
import { grown } from './string-column.ts'

const SMALL = 16
/** New rows that are sorted before others may have their turn. */
const SOME = 2048
/** Places that are looked for before others may have their turn. */
const PLACES = 256

/** What has a name in each row. */
export type NamedRows = Pick<EntryTable, 'names' | 'count' | 'isFolder'>

/**
 * The rows of a table in the order of their names, kept up to date as pages arrive: new rows are sorted
 * among themselves and merged, so that a page costs what a page is, not what the table is.
 */
export class RowsByName {
  readonly #table: NamedRows
  readonly #names: NameOrder
  /** With room to grow; {@link #count} rows are in it. */
  #order = new Uint32Array(1024)
  #count = 0
  /** A copy for others to keep. */
  #given = new Uint32Array(0)

  constructor(table: NamedRows, names: NameOrder) {
    this.#table = table
    this.#names = names
  }

  /**
   * At least every row that was in the table at the start, ascending, by and by. What it gives does not
   * change any more.
   *
   * @param batch rows a step: larger ones take longer at a time, and less in all
   */
  *catchUp(batch = SOME): Work<Uint32Array> {
    const wanted = this.#table.count
    while (this.#count < wanted) {
      yield* this.#takeIn(Math.min(batch, wanted - this.#count))
      yield
    }
    if (this.#given.length !== this.#count) this.#given = this.#order.slice(0, this.#count)
    return this.#given
  }

  /** Takes in what came since, by and by, for as long as that is a batch. */
  *keepUp(): Work<void> {
    while (this.#table.count - this.#count >= SOME) {
      yield* this.#takeIn(SOME)
      yield
    }
  }

  *#takeIn(length: number): Work<void> {
    const from = this.#count
    const added = Uint32Array.from({ length }, (_, at) => from + at)
    sortByName(this.#table, added, this.#names)
    yield
    const places = yield* this.#placesOf(added)
    // Somebody who could not wait may have been here meanwhile.
    if (this.#count === from) this.#merge(added, places)
  }

  #merge(added: Uint32Array, places: Uint32Array): void {
    const count = this.#count + added.length
    if (count > this.#order.length) this.#order = grown(this.#order, count)
    if (this.#count === 0) this.#order.set(added)
    else insert(this.#order, this.#count, added, places)
    this.#count = count
  }

  /** How many of the rows come before each of others that are sorted themselves. */
  *#placesOf(added: Uint32Array): Work<Uint32Array> {
    const places = new Uint32Array(added.length)
    const order = this.#order
    const isBefore = comparisonWith(this.#table, this.#names)
    let place = 0
    let found = 0
    for (let at = 0; at < added.length; ) {
      const first = isBefore(added[at] ?? 0)
      place = firstNotBefore(place, this.#count, candidate => first(order[candidate] ?? 0))
      // Pages mostly follow each other: whole ones have their place between two rows.
      const next = place < this.#count ? isBefore(order[place] ?? 0) : undefined
      const end = next
        ? firstNotBefore(at + 1, added.length, candidate => next(added[candidate] ?? 0))
        : added.length
      places.fill(place, at, end)
      at = end
      found += 1
      if (found % PLACES === 0) yield
    }
    return places
  }
}

/** Tells of a row whether others are before it; one row at a time. */
function comparisonWith(
  table: NamedRows,
  order: NameOrder,
): (row: number) => (other: number) => boolean {
  const { names } = table
  const key = new Collation(order, 1024)
  const otherKey = new Collation(order, 1024)
  return row => {
    key.clear()
    key.add(names, row)
    return other => {
      otherKey.clear()
      otherKey.add(names, other)
      const difference = otherKey.bytes.compare(key.bytes, 0, key.length, 0, otherKey.length)
      return (difference || compareExact(table, other, row)) < 0
    }
  }
}

/** Puts rows in at their places, from the last on; `rows` has room for them behind its `count`. */
function insert(rows: Uint32Array, count: number, added: Uint32Array, places: Uint32Array): void {
  let end = count
  for (let at = added.length - 1; at >= 0; at -= 1) {
    const place = places[at] ?? 0
    rows.copyWithin(place + at + 1, place, end)
    rows[place + at] = added[at] ?? 0
    end = place
  }
}

/** Sorts row numbers in place: a radix sort from the first byte of their collation keys. */
export function sortByName(table: NamedRows, rows: Uint32Array, names: NameOrder): void {
  const keys = new Collation(names, rows.length * 32 + 64)
  const starts = new Uint32Array(rows.length + 1)
  for (let at = 0; at < rows.length; at += 1) {
    keys.add(table.names, rows[at] ?? 0)
    starts[at + 1] = keys.length
  }
  const order = Uint32Array.from(rows.keys())
  const { bytes } = keys
  const spare = new Uint32Array(rows.length)

  const compare = (a: number, b: number, depth: number): number =>
    bytes.compare(
      bytes,
      (starts[b] ?? 0) + depth,
      starts[b + 1] ?? 0,
      (starts[a] ?? 0) + depth,
      starts[a + 1] ?? 0,
    ) || compareExact(table, rows[a] ?? 0, rows[b] ?? 0)

  /** How far all keys of a run are alike: names of one folder often start with the same words. */
  const shared = (low: number, high: number, depth: number): number => {
    const first = order[low] ?? 0
    const start = starts[first] ?? 0
    let end = (starts[first + 1] ?? 0) - start
    for (let at = low + 1; at < high && end > depth; at += 1) {
      const key = order[at] ?? 0
      const other = starts[key] ?? 0
      const length = Math.min(end, (starts[key + 1] ?? 0) - other)
      let same = depth
      while (same < length && bytes[start + same] === bytes[other + same]) same += 1
      end = same
    }
    return Math.max(depth, end)
  }

  const bucketOf = (key: number, depth: number): number => {
    const position = (starts[key] ?? 0) + depth
    return position < (starts[key + 1] ?? 0) ? (bytes[position] ?? 0) + 1 : 0
  }

  const sort = (low: number, high: number, from: number): void => {
    if (high - low <= SMALL) {
      insertionSort(order, low, high, (a, b) => compare(a, b, from))
      return
    }
    const depth = shared(low, high, from)
    // Bucket 0 holds keys that end here, bucket n those that go on with byte n - 1.
    const firsts = new Uint32Array(258)
    for (let at = low; at < high; at += 1) {
      const bucket = bucketOf(order[at] ?? 0, depth) + 1
      firsts[bucket] = (firsts[bucket] ?? 0) + 1
    }
    for (let bucket = 1; bucket < 258; bucket += 1) {
      firsts[bucket] = (firsts[bucket] ?? 0) + (firsts[bucket - 1] ?? 0)
    }
    const next = firsts.slice()
    for (let at = low; at < high; at += 1) {
      const key = order[at] ?? 0
      const bucket = bucketOf(key, depth)
      const place = next[bucket] ?? 0
      next[bucket] = place + 1
      spare[low + place] = key
    }
    order.set(spare.subarray(low, high), low)
    sortExact(table, rows, order.subarray(low, low + (firsts[1] ?? 0)))
    for (let bucket = 1; bucket < 257; bucket += 1) {
      const start = low + (firsts[bucket] ?? 0)
      const end = low + (firsts[bucket + 1] ?? 0)
      if (end - start > 1) sort(start, end, depth + 1)
    }
  }

  sort(0, rows.length, 0)
  const sorted = order.map(at => rows[at] ?? 0)
  rows.set(sorted)
}

function insertionSort(
  order: Uint32Array,
  low: number,
  high: number,
  compare: (a: number, b: number) => number,
): void {
  for (let at = low + 1; at < high; at += 1) {
    const moving = order[at] ?? 0
    let place = at
    while (place > low && compare(order[place - 1] ?? 0, moving) > 0) {
      order[place] = order[place - 1] ?? 0
      place -= 1
    }
    order[place] = moving
  }
}

function sortExact(table: NamedRows, rows: Uint32Array, order: Uint32Array): void {
  if (order.length > 1) order.sort((a, b) => compareExact(table, rows[a] ?? 0, rows[b] ?? 0))
}

/** Names that collate alike: byte order, and the folder before the file of the same name. */
function compareExact(table: NamedRows, a: number, b: number): number {
  return table.names.compare(a, b) || Number(table.isFolder(b)) - Number(table.isFolder(a))
}

/** Of places from `from` on, looked for in doubling steps. */
function firstNotBefore(from: number, to: number, isBefore: (at: number) => boolean): number {
  let low = from
  let step = 1
  while (low + step <= to && isBefore(low + step - 1)) {
    low += step
    step *= 2
  }
  let high = Math.min(to, low + step - 1)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}
