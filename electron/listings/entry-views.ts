import type { Sort } from '#shared/listing.ts'
import type { EntryTable } from './entry-table.ts'
import { NameFilter } from './name-filter.ts'
import { NameOrder } from './name-order.ts'
import { sortedBy } from './stable-sort.ts'

/** Orders kept at hand: the one on screen, and the ones a user flips back to. */
const KEPT = 4

interface View {
  readonly count: number
  readonly rows: Uint32Array
}

/** A table seen in some order and through some filter; each is worked out once per table state. */
export class EntryViews {
  readonly #table: EntryTable
  readonly #names: NameOrder
  readonly #views = new Map<string, View>()
  readonly #filters = new Map<string, NameFilter>()

  constructor(table: EntryTable) {
    this.#table = table
    this.#names = new NameOrder(table)
  }

  /** The row numbers of the table, in the given order, without those the filter leaves out. */
  rows(sort: Sort, filter: string): Uint32Array {
    const key = `${sort.column} ${sort.direction} ${sort.foldersFirst} ${filter}`
    const known = this.#views.get(key)
    if (known?.count === this.#table.count) return known.rows
    const rows = this.#build(sort, filter)
    remember(this.#views, key, { count: this.#table.count, rows })
    return rows
  }

  #build(sort: Sort, filter: string): Uint32Array {
    const wanted = filter === '' ? this.#names.rows() : this.#filtered(filter)
    const ordered = inOrder(this.#table, wanted, sort)
    return sort.foldersFirst ? foldersFirst(this.#table, ordered) : ordered
  }

  #filtered(text: string): Uint32Array {
    const filter = this.#filters.get(text) ?? new NameFilter(this.#table, text)
    remember(this.#filters, text, filter)
    const matches = filter.matches()
    return this.#names.rows().filter(row => matches[row] === 1)
  }
}

/** The same rows in the order asked for; rows that are equal in it stay in name order. */
function inOrder(table: EntryTable, byName: Uint32Array, sort: Sort): Uint32Array {
  const { column, direction } = sort
  switch (column) {
    case 'name':
      return direction === 'ascending' ? byName : byName.toReversed()
    case 'size':
      return sortedBy(byName, row => table.size(row), direction)
    case 'modified':
      return sortedBy(byName, row => table.modified(row), direction)
    case 'storageClass': {
      const alphabetical = table.classNames.toSorted()
      const ranks = table.classNames.map(name => alphabetical.indexOf(name))
      return sortedBy(byName, row => ranks[table.classCode(row)] ?? 0, direction)
    }
    default:
      return column satisfies never
  }
}

function foldersFirst(table: EntryTable, rows: Uint32Array): Uint32Array {
  const result = new Uint32Array(rows.length)
  let out = 0
  for (const row of rows) if (table.isFolder(row)) result[out++] = row
  if (out === 0) return rows
  for (const row of rows) if (!table.isFolder(row)) result[out++] = row
  return result
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest)
}
