import { AppError, type Failure } from '#shared/errors.ts'
import type { Entry, ListingState, Sort } from '#shared/listing.ts'
import { DELIMITER, type Location } from '#shared/location.ts'
import type { ObjectPage } from '#shared/s3.ts'
import { MAX_SELECTED, type Selection } from '#shared/transfer.ts'
import { EntryTable } from './entry-table.ts'
import { EntryViews } from './entry-views.ts'

/** What a listing needs of a bucket. */
export interface ListingStorage {
  listPage(
    request: { prefix: string; delimiter?: string; token?: string; maxKeys?: number },
    signal?: AbortSignal,
  ): Promise<ObjectPage>
}

export interface ListingSessionOptions {
  id: string
  location: Location
  storage: () => Promise<ListingStorage>
  onChange: (state: ListingState) => void
}

const PAGE = 1000

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
  readonly location: Location
  readonly #storage: () => Promise<ListingStorage>
  readonly #onChange: (state: ListingState) => void
  #shown: Shown
  #version = 0
  #status: ListingState['status'] = 'loading'
  #failure: Failure | undefined
  #running: AbortController | undefined
  /** When the running listing last got somewhere. */
  #heard = 0
  /** Asked for while it was being listed. */
  #again = false

  constructor(options: ListingSessionOptions) {
    this.id = options.id
    this.location = options.location
    this.#storage = options.storage
    this.#onChange = options.onChange
    this.#shown = shown(new EntryTable(options.location.prefix))
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
    this.#list(new EntryTable(this.location.prefix), running.signal)
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
    this.#shown = shown(new EntryTable(this.location.prefix))
  }

  rows(
    sort: Sort,
    filter: string,
    from: number,
    to: number,
  ): { version: number; total: number; rows: Entry[] } {
    const { table, views } = this.#shown
    const order = views.rows(sort, filter)
    const rows = Array.from(order.subarray(from, Math.max(from, to)), row => table.entry(row))
    return { version: this.#version, total: order.length, rows }
  }

  find(sort: Sort, filter: string, entry: string): number | undefined {
    const { table, views } = this.#shown
    const row = table.rowOf(entry)
    if (row === undefined) return undefined
    const place = views.rows(sort, filter).indexOf(row)
    return place < 0 ? undefined : place
  }

  select(sort: Sort, filter: string, ranges: readonly { from: number; to: number }[]): Selection {
    const { table, views } = this.#shown
    const order = views.rows(sort, filter)
    const chosen = new Set<number>()
    for (const { from, to } of ranges) {
      for (const row of order.subarray(from, Math.max(from, to))) chosen.add(row)
    }
    if (chosen.size > MAX_SELECTED) throw tooMany(chosen.size)
    const selection: Selection = { keys: [], prefixes: [] }
    for (const row of chosen) {
      if (table.isFolder(row)) selection.prefixes.push(table.id(row))
      else selection.keys.push(table.id(row))
    }
    return selection
  }

  async #list(table: EntryTable, signal: AbortSignal): Promise<void> {
    const storage = await this.#storage()
    for await (const page of pages(storage, this.location.prefix, signal)) {
      signal.throwIfAborted()
      this.#heard = performance.now()
      table.append(page)
      // While nothing is shown the first page is better than nothing; else only the whole is.
      if (table !== this.#shown.table && this.#shown.table.count === 0) this.#shown = shown(table)
      if (table === this.#shown.table) this.#changed()
    }
    signal.throwIfAborted()
    table.trim()
    if (table !== this.#shown.table) this.#shown = shown(table)
    this.#status = 'complete'
    this.#changed()
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

/** One page after the other. The one place that knows how a listing is fetched. */
async function* pages(
  storage: ListingStorage,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<ObjectPage> {
  let token: string | undefined
  do {
    const request = { prefix, delimiter: DELIMITER, maxKeys: PAGE, ...(token ? { token } : {}) }
    const page = await storage.listPage(request, signal)
    yield page
    if (page.next !== undefined && page.next === token) throw repeatedToken()
    token = page.next
  } while (token !== undefined)
}

function shown(table: EntryTable): Shown {
  return { table, views: new EntryViews(table) }
}

function tooMany(count: number): AppError {
  return new AppError({
    code: 'too-large',
    message: `${count} items are selected, which is more than the ${MAX_SELECTED} that one job takes.`,
    remedy: 'Select the folder itself, one level up, or fewer items.',
  })
}

function repeatedToken(): AppError {
  return new AppError({
    code: 'server-error',
    message: 'The server answered with the same page of the listing again.',
    remedy: 'Refresh; if it stays, this endpoint cannot list folders of more than one page.',
  })
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
