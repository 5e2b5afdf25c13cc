import { AppError, type Failure } from '#shared/errors.ts'
import type { Entry, ListingState, Sort } from '#shared/listing.ts'
import { DELIMITER } from '#shared/location.ts'
import { listUnordered, type PageSource } from '../storage/list-unordered.ts'
import { ChosenRows, type RowRange } from './chosen-rows.ts'
import { EntryTable } from './entry-table.ts'
import { EntryViews } from './entry-views.ts'
import { rowStartingWith } from './type-ahead.ts'

export interface ListingSessionOptions {
  id: string
  prefix: string
  storage: () => Promise<PageSource>
  onChange: (state: ListingState) => void
}

/** A listing that has been silent for this long is not waited for when a refresh is asked for. */
const SILENT = 5_000

interface Shown {
  readonly table: EntryTable
  readonly views: EntryViews
}

/**
 * One open place. Pages stream into a table; rows are read from it in any order while more still
 * come. A refresh fills a second table behind the first, so that rows never flash away.
 */
export class ListingSession {
  readonly id: string
  readonly prefix: string
  readonly #storage: () => Promise<PageSource>
  readonly #onChange: (state: ListingState) => void
  #shown: Shown
  #version = 0
  /** What the window asked for last, to be ready when the listing is whole. */
  #asked: { readonly sort: Sort; readonly filter: string } | undefined
  #status: ListingState['status'] = 'loading'
  #failure: Failure | undefined
  #running: AbortController | undefined
  /** When the running listing last got somewhere. */
  #heard = 0
  /** Asked for while it was being listed. */
  #again = false

  constructor(options: ListingSessionOptions) {
    this.id = options.id
    this.prefix = options.prefix
    this.#storage = options.storage
    this.#onChange = options.onChange
    this.#shown = this.#viewed(new EntryTable(options.prefix))
  }

  state(): ListingState {
    const { folders, files, bytes } = this.#shown.table
    return { id: this.id, version: this.#version, folders, files, bytes, status: this.#status }
  }

  failure(): Failure | undefined {
    return this.#failure
  }

  /** Bytes the table holds in memory. */
  byteLength(): number {
    return this.#shown.table.byteLength
  }

  /**
   * Lists the place from its start. What is shown stays until there is something to show instead.
   * While it is being listed, once more is remembered for its end: a transfer changes a place every
   * second, which must not keep a listing of minutes from ever ending.
   */
  refresh(): void {
    if (this.#running && performance.now() - this.#heard < SILENT) {
      this.#again = true
      return
    }
    this.#running?.abort()
    const running = new AbortController()
    this.#running = running
    this.#heard = performance.now()
    this.#again = false
    this.#status = 'loading'
    this.#failure = undefined
    this.#changed()
    this.#list(new EntryTable(this.prefix), running.signal)
      .catch((error: unknown) => {
        if (!running.signal.aborted) this.#fail(error)
      })
      .finally(() => {
        if (this.#running !== running) return
        this.#running = undefined
        if (this.#again) this.refresh()
      })
  }

  close(): void {
    this.#running?.abort()
    this.#running = undefined
    this.#shown = this.#viewed(new EntryTable(this.prefix))
  }

  rows(
    sort: Sort,
    filter: string,
    from: number,
    to: number,
  ): { version: number; total: number; rows: Entry[] } {
    const { table } = this.#shown
    const order = this.#order(sort, filter)
    const rows = Array.from(order.subarray(from, Math.max(from, to)), row => table.entry(row))
    return { version: this.#version, total: order.length, rows }
  }

  /** Works out what {@link rows} will be asked for, without keeping others waiting. */
  prepare(sort: Sort, filter: string, signal: AbortSignal): Promise<void> {
    return this.#shown.views.prepare(sort, filter, this.#status === 'loading', signal)
  }

  /** The first row from `from` on, and then from the top, whose name begins with `text`. */
  typeAhead(sort: Sort, filter: string, text: string, from: number): number | undefined {
    return rowStartingWith(this.#shown.table.names, this.#order(sort, filter), text, from)
  }

  find(sort: Sort, filter: string, entry: string): number | undefined {
    const row = this.#shown.table.rowOf(entry)
    if (row === undefined) return undefined
    const place = this.#order(sort, filter).indexOf(row)
    return place < 0 ? undefined : place
  }

  /** What stands on ranges of rows now; it stays the same when the listing changes. */
  chosen(sort: Sort, filter: string, ranges: readonly RowRange[]): ChosenRows {
    return new ChosenRows(this.#shown.table, this.#order(sort, filter), ranges)
  }

  /** The same for all who ask between two changes; whole once the listing is. */
  #order(sort: Sort, filter: string): Uint32Array {
    this.#asked = { sort, filter }
    return this.#shown.views.rows(sort, filter, this.#status === 'loading')
  }

  async #list(table: EntryTable, signal: AbortSignal): Promise<void> {
    const storage = await this.#storage()
    const place = { prefix: this.prefix, delimiter: DELIMITER }
    for await (const page of listUnordered(storage, place, signal)) {
      signal.throwIfAborted()
      this.#heard = performance.now()
      table.append(page)
      // While nothing is shown the first page is better than nothing; else only the whole is.
      if (table !== this.#shown.table && this.#shown.table.count === 0) {
        this.#shown = this.#viewed(table)
      }
      if (table !== this.#shown.table) continue
      this.#changed()
      void this.#shown.views.keepUp()
    }
    signal.throwIfAborted()
    table.trim()
    const next = table === this.#shown.table ? this.#shown : this.#viewed(table)
    if (this.#asked) await next.views.prepare(this.#asked.sort, this.#asked.filter, false, signal)
    this.#shown = next
    this.#status = 'complete'
    this.#changed()
  }

  #viewed(table: EntryTable): Shown {
    const onNewer = () => {
      if (table === this.#shown.table) this.#changed()
    }
    return { table, views: new EntryViews(table, { onNewer }) }
  }

  #fail(error: unknown): void {
    this.#status = 'failed'
    this.#failure = error instanceof AppError ? error.failure : internal(error)
    this.#changed()
  }

  #changed(): void {
    this.#version += 1
    this.#onChange(this.state())
  }
}

function internal(cause: unknown): Failure {
  return new AppError(
    {
      code: 'internal',
      message: 'Something went wrong in Pail while it listed this folder.',
      remedy: 'Refresh; if it stays, report it.',
    },
    { cause },
  ).failure
}
