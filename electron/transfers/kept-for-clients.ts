/**
 * What windows have waiting, by id. Each keeps its latest few: the oldest makes room for the next.
 * All of a window's goes with it.
 */
export class KeptForClients<T extends { readonly client: string }> {
  readonly #kept = new Map<string, T>()
  readonly #most: number
  readonly #onRemoved: (value: T) => void

  /** @param most of one window */
  constructor(most: number, onRemoved: (value: T) => void) {
    this.#most = most
    this.#onRemoved = onRemoved
  }

  add(id: string, value: T): void {
    this.#kept.set(id, value)
    const own = [...this.#kept].filter(([, { client }]) => client === value.client)
    for (const [oldest] of own.slice(0, -this.#most)) this.remove(oldest)
  }

  get(id: string): T | undefined {
    return this.#kept.get(id)
  }

  values(): Iterable<T> {
    return this.#kept.values()
  }

  /** Gives it away: from now on it is somebody else's. @returns whether it was there */
  take(id: string): boolean {
    return this.#kept.delete(id)
  }

  remove(id: string): void {
    const value = this.#kept.get(id)
    if (!value) return
    this.#kept.delete(id)
    this.#onRemoved(value)
  }

  /** Removes what one window has, or all. */
  leave(client?: string): void {
    for (const [id, value] of this.#kept) {
      if (client === undefined || value.client === client) this.remove(id)
    }
  }
}
