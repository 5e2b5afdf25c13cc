import { setTimeout as wait } from 'node:timers/promises'
import type { NameOrder, Sort } from '#shared/listing.ts'
import { listingTurns } from '../storage/listing-turns.ts'
import { finish, inParts, inSlices, type Work } from '../turns/slices.ts'
import type { EntryTable } from './entry-table.ts'
import { NameFilter } from './name-filter.ts'
import { RowsByName } from './rows-by-name.ts'
import { sortedBy } from './stable-sort.ts'

/** Orders kept at hand: the one on screen, and the ones a user flips back to. */
const KEPT = 4

/** A listing that still grows is put in order anew for one part in so many of the time. */
const SHARE = 10

interface View {
  /** Rows of the table that were in it. */
  readonly count: number
  readonly rows: Uint32Array
}

export interface EntryViewsOptions {
  /** Called when a growing table has been ordered anew: whoever asks now gets other rows. */
  readonly onNewer?: () => void
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number
  readonly sleep?: (milliseconds: number) => Promise<unknown>
}

/** A table seen in some order and through some filter; each is worked out once per table state. */
export class EntryViews {
  readonly #table: EntryTable
  readonly #options: EntryViewsOptions
  readonly #names = new Map<NameOrder, RowsByName>()
  readonly #views = new Map<string, View>()
  readonly #filters = new Map<string, NameFilter>()
  #catchingUp = false
  #keepingUp = false

  constructor(table: EntryTable, options: EntryViewsOptions = {}) {
    this.#table = table
    this.#options = options
  }

  /**
   * The row numbers of the table, in the given order, without those the filter leaves out.
   *
   * @param growing rows that came a moment ago may be missing: they are put in their places beside
   * other work, for one part in {@link SHARE} of the time
   */
  rows(sort: Sort, filter: string, growing = false): Uint32Array {
    const key = keyOf(sort, filter)
    const known = this.#views.get(key)
    if (known?.count === this.#table.count) return known.rows
    if (known && growing) {
      void this.#catchUp(sort, filter)
      return known.rows
    }
    const view = finish(this.#build(sort, filter, Number.POSITIVE_INFINITY))
    remember(this.#views, key, view)
    return view.rows
  }

  /**
   * Works out what {@link rows} will be asked for, without keeping others waiting.
   *
   * @throws the signal's reason once it is aborted
   */
  async prepare(sort: Sort, filter: string, growing: boolean, signal: AbortSignal): Promise<void> {
    if (filter !== '') await this.#filter(filter).prepare(signal)
    const key = keyOf(sort, filter)
    const known = this.#views.get(key)
    if (known && (growing || known.count === this.#table.count)) return
    remember(this.#views, key, await inSlices(this.#build(sort, filter), { signal }))
  }

  /**
   * Puts rows in the order of their names as they come, between the pages that are read: what is done
   * while others are on their way is not left to do when the last has come.
   */
  async keepUp(): Promise<void> {
    if (this.#keepingUp) return
    this.#keepingUp = true
    for (const rows of [...this.#names.values()]) {
      const work = rows.keepUp()
      while (!work.next().done) await listingTurns.next()
    }
    this.#keepingUp = false
  }

  async #catchUp(sort: Sort, filter: string): Promise<void> {
    if (this.#catchingUp) return
    this.#catchingUp = true
    const { onNewer, now = () => performance.now(), sleep = wait } = this.#options
    const key = keyOf(sort, filter)
    const before = this.#views.get(key)
    try {
      const rest = (milliseconds: number) => sleep(milliseconds * (SHARE - 1))
      const view = await inSlices(this.#build(sort, filter), { rest, now })
      // Who could not wait has a newer one.
      if (this.#views.get(key) !== before) return
      remember(this.#views, key, view)
      onNewer?.()
    } finally {
      this.#catchingUp = false
    }
  }

  /** The rows of the moment it begins; those that come meanwhile are left to the next time. */
  *#build(sort: Sort, filter: string, batch?: number): Work<View> {
    const byName = yield* this.#byName(sort.names ?? 'natural').catchUp(batch)
    const wanted = filter === '' ? byName : yield* this.#filtered(filter, byName)
    const ordered = yield* inOrder(this.#table, wanted, byName.length, sort)
    const rows = sort.foldersFirst ? yield* foldersFirst(this.#table, ordered) : ordered
    return { count: byName.length, rows }
  }

  /** The order that nobody asks for is not kept up to date. */
  #byName(order: NameOrder): RowsByName {
    const known = this.#names.get(order)
    if (known) return known
    const rows = new RowsByName(this.#table, order)
    this.#names.set(order, rows)
    return rows
  }

  *#filtered(text: string, rows: Uint32Array): Work<Uint32Array> {
    const matches = this.#filter(text).matches()
    return yield* kept(rows, row => matches[row] === 1)
  }

  #filter(text: string): NameFilter {
    const filter = this.#filters.get(text) ?? new NameFilter(this.#table, text)
    remember(this.#filters, text, filter)
    return filter
  }
}

/** The same rows in the order asked for; rows that are equal in it stay in name order. */
function* inOrder(
  table: EntryTable,
  byName: Uint32Array,
  count: number,
  { column, direction }: Sort,
): Work<Uint32Array> {
  switch (column) {
    case 'name':
      return direction === 'ascending' ? byName : byName.toReversed()
    case 'size':
      return yield* sortedBy(byName, count, row => table.size(row), direction)
    case 'modified':
      return yield* sortedBy(byName, count, row => table.modified(row), direction)
    case 'storageClass': {
      const alphabetical = table.classNames.toSorted()
      const ranks = table.classNames.map(name => alphabetical.indexOf(name))
      return yield* sortedBy(byName, count, row => ranks[table.classCode(row)] ?? 0, direction)
    }
    default:
      return column satisfies never
  }
}

function* foldersFirst(table: EntryTable, rows: Uint32Array): Work<Uint32Array> {
  // Most large places are all of one kind: megabytes for a copy would be garbage a moment later.
  if (table.folders === 0 || table.files === 0) return rows
  const folders = yield* kept(rows, row => table.isFolder(row))
  if (folders.length === 0) return rows
  const files = yield* kept(rows, row => !table.isFolder(row))
  const all = new Uint32Array(rows.length)
  all.set(folders)
  all.set(files, folders.length)
  return all
}

/** What of some rows passes a test. */
function* kept(rows: Uint32Array, passes: (row: number) => boolean): Work<Uint32Array> {
  const found = new Uint32Array(rows.length)
  let count = 0
  yield* inParts(rows.length, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const row = rows[at] ?? 0
      if (passes(row)) found[count++] = row
    }
  })
  return found.subarray(0, count)
}

function keyOf({ column, direction, foldersFirst, names = 'natural' }: Sort, filter: string) {
  return `${column} ${direction} ${foldersFirst} ${names} ${filter}`
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest)
}
