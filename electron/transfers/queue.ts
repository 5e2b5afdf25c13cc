/** What a lane gets to do: some items of one transfer. */
export interface Turn {
  readonly id: string
  readonly items: readonly number[]
}

interface Waiting {
  readonly items: readonly number[]
  /** Items a turn takes: one file, or a batch of keys. */
  readonly perTurn: number
  next: number
  inFlight: number
}

/**
 * What runs now? Transfers take their turns in the order they came; the next one starts as soon as
 * the ones before have nothing left to start.
 */
export class TransferQueue {
  readonly #waiting = new Map<string, Waiting>()
  #inFlight = 0

  add(id: string, items: readonly number[], perTurn: number): void {
    this.#waiting.set(id, { items, perTurn, next: 0, inFlight: 0 })
  }

  /** The next turn while fewer than `lanes` are in flight; each is ended by {@link settle}. */
  take(lanes: number): Turn | undefined {
    if (this.#inFlight >= lanes) return undefined
    for (const [id, waiting] of this.#waiting) {
      const { items, perTurn, next } = waiting
      if (next >= items.length) continue
      waiting.next = next + perTurn
      waiting.inFlight += 1
      this.#inFlight += 1
      return { id, items: items.slice(next, next + perTurn) }
    }
    return undefined
  }

  /** A turn is over, however it ended. */
  settle(id: string): void {
    const waiting = this.#waiting.get(id)
    if (!waiting || waiting.inFlight === 0) return
    waiting.inFlight -= 1
    this.#inFlight -= 1
  }

  /** Starts nothing more of a transfer; what is in flight still settles. */
  stop(id: string): void {
    const waiting = this.#waiting.get(id)
    if (waiting) waiting.next = waiting.items.length
  }

  /** Nothing of it waits and nothing is in flight. */
  isOver(id: string): boolean {
    const waiting = this.#waiting.get(id)
    return !waiting || (waiting.next >= waiting.items.length && waiting.inFlight === 0)
  }

  /** Forgets a transfer that {@link isOver}. */
  remove(id: string): void {
    if (this.isOver(id)) this.#waiting.delete(id)
  }
}
