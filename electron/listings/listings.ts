import { randomUUID } from 'node:crypto'
import { AppError, type Failure } from '#shared/errors.ts'
import { type Entry, type ListingState, MAX_ROWS, type Sort } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import type { Selection } from '#shared/transfer.ts'
import { ListingSession, type ListingStorage } from './listing-session.ts'

/** Open places per window; the one not used for longest makes room for the next. */
export const MAX_SESSIONS = 32

export interface ListingsOptions {
  storage: (profileId: string, bucket: string) => Promise<ListingStorage>
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

  constructor(options: ListingsOptions) {
    this.#options = options
  }

  /** Starts to list a place; answers at once, rows follow. */
  async open(client: string, location: Location): Promise<ListingState> {
    const sessions = this.#clients.get(client) ?? new Map<string, ListingSession>()
    this.#clients.set(client, sessions)
    const session = new ListingSession({
      id: randomUUID(),
      location,
      storage: () => this.#options.storage(location.profileId, location.bucket),
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

  /** Where a whole key or prefix stands. */
  find(client: string, request: ViewRequest & { entry: string }): { row?: number } {
    const { id, sort, filter, entry } = request
    const row = this.#session(client, id).find(sort, filter, entry)
    return row === undefined ? {} : { row }
  }

  /** The entries of row ranges, as what a plan takes. */
  select(
    client: string,
    request: ViewRequest & { ranges: readonly { from: number; to: number }[] },
  ): Selection {
    const { id, sort, filter, ranges } = request
    return this.#session(client, id).select(sort, filter, ranges)
  }

  /** The window is gone: so is everything it had open. */
  leave(client: string): void {
    for (const session of this.#clients.get(client)?.values() ?? []) session.close()
    this.#clients.delete(client)
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
