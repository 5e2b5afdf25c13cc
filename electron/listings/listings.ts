import { randomUUID } from 'node:crypto'
import { AppError, type Failure } from '#shared/errors.ts'
import { type Entry, type ListingState, MAX_ROWS, type Sort } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import {
  type HeldSelection,
  type JobSelection,
  MAX_SELECTED,
  type Selection,
} from '#shared/transfer.ts'
import type { PageSource } from '../storage/list-unordered.ts'
import type { ChosenRows, RowRange } from './chosen-rows.ts'
import { ListingSession } from './listing-session.ts'

/** Open places per window; the one not used for longest makes room for the next. */
export const MAX_SESSIONS = 32

/** Selections held per window: a job takes its own at once, or when a folder was chosen for it. */
const MAX_HELD = 16

export interface ListingsOptions {
  storage: (profileId: string, bucket: string) => Promise<PageSource>
  onChange: (state: ListingState, client: string) => void
}

/** How rows are ordered and which are left out. */
export interface ViewRequest {
  id: string
  sort: Sort
  filter: string
}

/** Every open place of every window. A window reaches its own only. */
export class Listings {
  readonly #options: ListingsOptions
  readonly #clients = new Map<string, Map<string, ListingSession>>()
  /** What each window chose for jobs to come. */
  readonly #held = new Map<string, Map<string, ChosenRows>>()

  constructor(options: ListingsOptions) {
    this.#options = options
  }

  /** Starts to list a place; answers at once, rows follow. */
  async open(client: string, location: Location): Promise<ListingState> {
    const { profileId, bucket, prefix } = location
    return this.#begin(client, prefix, () => this.#options.storage(profileId, bucket))
  }

  /** The same for what is no bucket, but lists like one. */
  openSource(client: string, source: PageSource): ListingState {
    return this.#begin(client, '', async () => source)
  }

  #begin(client: string, prefix: string, storage: () => Promise<PageSource>): ListingState {
    const sessions = this.#clients.get(client) ?? new Map<string, ListingSession>()
    this.#clients.set(client, sessions)
    const session = new ListingSession({
      id: randomUUID(),
      prefix,
      storage,
      onChange: state => this.#options.onChange(state, client),
    })
    sessions.set(session.id, session)
    for (const [id, oldest] of sessions) {
      if (sessions.size <= MAX_SESSIONS) break
      oldest.close()
      sessions.delete(id)
    }
    session.refresh()
    return session.state()
  }

  /** Lists again, in place. */
  refresh(client: string, id: string): void {
    this.#session(client, id).refresh()
  }

  /** Stops the requests and frees the rows; closing what is closed changes nothing. */
  close(client: string, id: string): void {
    const sessions = this.#clients.get(client)
    sessions?.get(id)?.close()
    sessions?.delete(id)
  }

  state(client: string, id: string): { state: ListingState; failure?: Failure } {
    const session = this.#session(client, id)
    const failure = session.failure()
    return { state: session.state(), ...(failure ? { failure } : {}) }
  }

  /** Rows `from` (inclusive) to `to` (exclusive), at most {@link MAX_ROWS}. */
  rows(
    client: string,
    request: ViewRequest & { from: number; to: number },
  ): { version: number; total: number; rows: Entry[] } {
    const { id, sort, filter, from, to } = request
    return this.#session(client, id).rows(sort, filter, from, Math.min(to, from + MAX_ROWS))
  }

  /** Works out the order of a request to come, without keeping others waiting. */
  prepare(client: string, { id, sort, filter }: ViewRequest, signal: AbortSignal): Promise<void> {
    return this.#session(client, id).prepare(sort, filter, signal)
  }

  /** The next row whose name begins with a text, of the whole place. */
  typeAhead(
    client: string,
    request: ViewRequest & { text: string; from: number },
  ): { row?: number } {
    const { id, sort, filter, text, from } = request
    const row = this.#session(client, id).typeAhead(sort, filter, text, from)
    return row === undefined ? {} : { row }
  }

  /** Where a whole key or prefix stands. */
  find(client: string, request: ViewRequest & { entry: string }): { row?: number } {
    const { id, sort, filter, entry } = request
    const row = this.#session(client, id).find(sort, filter, entry)
    return row === undefined ? {} : { row }
  }

  /** The entries of row ranges by their names. */
  select(client: string, request: ViewRequest & { ranges: readonly RowRange[] }): Selection {
    const { id, sort, filter, ranges } = request
    const chosen = this.#session(client, id).chosen(sort, filter, ranges)
    if (chosen.count > MAX_SELECTED) throw tooMany(chosen.count)
    return chosen.selection()
  }

  /**
   * Holds what stands on row ranges, until {@link selection} asks for it or newer ones make it go.
   *
   * @throws AppError `changed-meanwhile` when the listing is no longer of that version
   */
  hold(
    client: string,
    request: ViewRequest & { version: number; ranges: readonly RowRange[] },
  ): HeldSelection {
    const { id, sort, filter, ranges, version } = request
    const session = this.#session(client, id)
    if (session.state().version !== version) throw changedMeanwhile()
    const chosen = session.chosen(sort, filter, ranges)
    const held = this.#held.get(client) ?? new Map<string, ChosenRows>()
    this.#held.set(client, held)
    const key = randomUUID()
    held.set(key, chosen)
    const [oldest] = held.keys()
    if (held.size > MAX_HELD && oldest !== undefined) held.delete(oldest)
    return { held: key, count: chosen.count }
  }

  /** The items that a job was asked for with, by their names. */
  selection(client: string, asked: JobSelection): Selection {
    if (!('held' in asked)) return asked
    const chosen = this.#held.get(client)?.get(asked.held)
    if (!chosen) throw changedMeanwhile()
    return chosen.selection()
  }

  /** The window is gone: so is everything it had open. */
  leave(client: string): void {
    for (const session of this.#clients.get(client)?.values() ?? []) session.close()
    this.#clients.delete(client)
    this.#held.delete(client)
  }

  #session(client: string, id: string): ListingSession {
    const sessions = this.#clients.get(client)
    const session = sessions?.get(id)
    if (!sessions || !session) {
      throw new AppError({
        code: 'invalid',
        message: 'This folder is no longer open.',
        remedy: 'Open it again.',
      })
    }
    // Last used, last to be closed.
    sessions.delete(id)
    sessions.set(id, session)
    return session
  }
}

function tooMany(count: number): AppError {
  return new AppError({
    code: 'too-large',
    message: `${count} items are selected, which is more than the ${MAX_SELECTED} whose names can be given out.`,
    remedy: 'Select fewer items.',
  })
}

function changedMeanwhile(): AppError {
  return new AppError({
    code: 'changed-meanwhile',
    message: 'The listing changed meanwhile.',
    remedy: 'Wait until it is complete, then try again.',
  })
}
