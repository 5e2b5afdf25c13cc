import type { Throttle } from '../../storage/request-scope.ts'
import { type Clock, STEADY_CLOCK } from './clock.ts'

/** What may be saved up while nobody wants bytes: seconds' worth of them. */
const BURST = 0.25
/** Turns a second of all together, so that those who share a low limit are all served in time. */
const TURNS = 20
/** Bytes that one turn is worth. */
const SMALLEST_TURN = 512
const LARGEST_TURN = 256 * 1024
/** Timers are no finer than this, in milliseconds. */
const SHORTEST_WAIT = 1

interface Waiting {
  readonly wanted: number
  readonly resolve: (granted: number) => void
}

/**
 * A token bucket: lets so many bytes a second pass, of all who ask together. Who is served goes to
 * the end of the line, so that all who move bytes get the same share. Over any time, no more pass
 * than the rate allows for a quarter of a second more.
 */
export class TokenBucket implements Throttle {
  readonly #clock: Clock
  /** Bytes a second; 0 is no limit. */
  #rate = 0
  #tokens = 0
  /** When the tokens were last counted. */
  #counted = 0
  readonly #line = new Set<Waiting>()
  #cancelTimer: (() => void) | undefined

  constructor(clock: Clock = STEADY_CLOCK) {
    this.#clock = clock
  }

  /** @param rate bytes a second from now on; 0 lets everything pass */
  setRate(rate: number): void {
    if (rate === this.#rate) return
    this.#refill()
    this.#rate = rate
    this.#tokens = Math.min(this.#tokens, rate * BURST)
    this.#serve()
  }

  take(wanted: number, signal?: AbortSignal): number | Promise<number> {
    if (this.#rate === 0) return wanted
    if (this.#line.size === 0) {
      this.#refill()
      const granted = this.#grant(wanted)
      if (granted > 0) return granted
    }
    return this.#wait(wanted, signal)
  }

  #wait(wanted: number, signal: AbortSignal | undefined): Promise<number> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const leave = () => {
        this.#line.delete(waiting)
        reject(signal?.reason)
      }
      const waiting = {
        wanted,
        resolve: (granted: number) => {
          signal?.removeEventListener('abort', leave)
          resolve(granted)
        },
      }
      signal?.addEventListener('abort', leave, { once: true })
      this.#line.add(waiting)
      this.#serve()
    })
  }

  #serve(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#refill()
    for (const waiting of this.#line) {
      const granted = this.#rate === 0 ? waiting.wanted : this.#grant(waiting.wanted)
      if (granted === 0) {
        const missing = this.#turn(waiting.wanted) - this.#tokens
        const wait = Math.max(SHORTEST_WAIT, Math.ceil((missing * 1000) / this.#rate))
        this.#cancelTimer = this.#clock.after(wait, () => this.#serve())
        return
      }
      this.#line.delete(waiting)
      waiting.resolve(granted)
    }
  }

  /** A turn's bytes when there are tokens for all of them, else none. */
  #grant(wanted: number): number {
    const turn = this.#turn(wanted)
    if (this.#tokens < turn) return 0
    this.#tokens -= turn
    return turn
  }

  #turn(wanted: number): number {
    const turn = Math.min(LARGEST_TURN, Math.max(SMALLEST_TURN, Math.floor(this.#rate / TURNS)))
    return Math.min(wanted, turn)
  }

  #refill(): void {
    const now = this.#clock.now()
    const passed = now - this.#counted
    this.#counted = now
    this.#tokens = Math.min(this.#rate * BURST, this.#tokens + (passed * this.#rate) / 1000)
  }
}
