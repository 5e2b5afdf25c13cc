import type { Clock } from './clock.ts'

interface Call {
  readonly at: number
  readonly call: () => void
}

/** A clock that a test moves on by hand. Everything due happens in its order. */
export class FakeClock implements Clock {
  #now = 0
  readonly #calls = new Set<Call>()

  now(): number {
    return this.#now
  }

  after(delay: number, call: () => void): () => void {
    const due = { at: this.#now + delay, call }
    this.#calls.add(due)
    return () => this.#calls.delete(due)
  }

  /** Lets so many milliseconds pass, and what waits for promises do its work between. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    for (;;) {
      await settle()
      const [next] = [...this.#calls].sort((a, b) => a.at - b.at)
      if (!next || next.at > end) break
      this.#calls.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.call()
    }
    this.#now = end
    await settle()
  }
}

function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
