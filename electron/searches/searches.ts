import { randomUUID } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { ObjectsChanged } from '#shared/objects-changed.ts'
import type { SearchQuery, SearchScope, SearchState } from '#shared/search.ts'
import { Search, type SearchOptions } from './search.ts'

/** Searches a window keeps; the one begun first makes room. */
export const MOST_SEARCHES = 8

export interface SearchesOptions extends Pick<SearchOptions, 'source' | 'buckets'> {
  readonly onChange: (state: SearchState, client: string) => void
}

/** Every search of every window. A window reaches its own only. */
export class Searches {
  readonly #options: SearchesOptions
  readonly #clients = new Map<string, Map<string, Search>>()

  constructor(options: SearchesOptions) {
    this.#options = options
  }

  /**
   * Begins to search; answers at once, hits follow.
   *
   * @throws AppError `invalid` for a pattern that cannot be
   */
  start(client: string, scope: SearchScope, query: SearchQuery): SearchState {
    const { source, buckets, onChange } = this.#options
    const own = this.#clients.get(client) ?? new Map<string, Search>()
    const search = new Search({
      id: randomUUID(),
      scope,
      query,
      source,
      buckets,
      onChange: () => {
        if (own.has(search.id)) onChange(search.state(), client)
      },
    })
    this.#clients.set(client, own.set(search.id, search))
    for (const id of [...own.keys()].slice(0, -MOST_SEARCHES)) this.close(client, id)
    void search.run()
    return search.state()
  }

  /** @throws AppError `invalid` for one that this window does not have (any more) */
  get(client: string, id: string): Search {
    const search = this.#clients.get(client)?.get(id)
    if (search) return search
    throw new AppError({
      code: 'invalid',
      message: 'This search is no longer open.',
      remedy: 'Search again.',
    })
  }

  /** What is shown of the objects of any window is not right any more. */
  async changed(changed: ObjectsChanged): Promise<void> {
    const all = [...this.#clients.values()].flatMap(own => [...own.values()])
    await Promise.all(all.map(search => search.changed(changed)))
  }

  /** Ends its requests and frees what it found. */
  close(client: string, id: string): void {
    const own = this.#clients.get(client)
    own?.get(id)?.close()
    own?.delete(id)
  }

  /** The window is gone: so is everything it searched for. */
  leave(client: string): void {
    for (const search of this.#clients.get(client)?.values() ?? []) search.close()
    this.#clients.delete(client)
  }
}
