import type { Timeouts } from './connection-options.ts'

/**
 * Notices a server that falls silent, or is so slow that nothing would ever be done: a byte now and
 * then keeps a connection alive and moves nothing.
 */
export class Watchdog {
  readonly #silence: NodeJS.Timeout
  readonly #slow: Timeouts['slow']
  readonly #onStall: () => void
  #since = performance.now()
  #bytes = 0

  /**
   * @param idle milliseconds without a byte
   * @param onStall called once; whoever is told ends the connection
   */
  constructor({ idle, slow }: Pick<Timeouts, 'idle' | 'slow'>, onStall: () => void) {
    this.#slow = slow
    this.#onStall = onStall
    this.#silence = setTimeout(onStall, idle)
  }

  /** Bytes came, or the network took them. */
  moved(bytes: number): void {
    this.#silence.refresh()
    this.#bytes += bytes
    const now = performance.now()
    if (now - this.#since < this.#slow.within) return
    if (this.#bytes < this.#slow.bytes) this.#onStall()
    else this.excuse()
  }

  /** It was our own doing that nothing moved: the clocks start anew. */
  excuse(): void {
    this.#silence.refresh()
    this.#since = performance.now()
    this.#bytes = 0
  }

  stop(): void {
    clearTimeout(this.#silence)
  }
}
