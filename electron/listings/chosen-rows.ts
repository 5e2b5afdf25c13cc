import type { Selection } from '#shared/transfer.ts'
import type { EntryTable } from './entry-table.ts'

/** Rows `from` (inclusive) to `to` (exclusive). */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/**
 * The rows of a table that a user chose: four bytes each, and true however the listing goes on.
 * Rows of a table keep their numbers, and a refresh fills another table.
 */
export class ChosenRows {
  readonly #table: EntryTable
  readonly #rows: Uint32Array

  constructor(table: EntryTable, order: Uint32Array, ranges: readonly RowRange[]) {
    this.#table = table
    this.#rows = inRanges(order, ranges)
  }

  get count(): number {
    return this.#rows.length
  }

  /** The keys and prefixes, as what a plan takes. */
  selection(): Selection {
    const selection: Selection = { keys: [], prefixes: [] }
    for (const row of this.#rows) {
      if (this.#table.isFolder(row)) selection.prefixes.push(this.#table.id(row))
      else selection.keys.push(this.#table.id(row))
    }
    return selection
  }
}

/** Each row once, also where ranges overlap. */
function inRanges(order: Uint32Array, ranges: readonly RowRange[]): Uint32Array {
  const parts: Uint32Array[] = []
  let end = 0
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(from, end)
    if (to <= start) continue
    parts.push(order.subarray(start, to))
    end = to
  }
  const rows = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    rows.set(part, at)
    at += part.length
  }
  return rows
}
