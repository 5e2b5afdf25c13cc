import type { Concurrency } from '#shared/settings.ts'
import type { RequestSlots } from '../../storage/request-scope.ts'
import { type Clock, STEADY_CLOCK } from './clock.ts'
import { AUTOMATIC, ConcurrencyController } from './concurrency-controller.ts'
import { FairBudget } from './fair-budget.ts'

/** How often what moves is looked at, in milliseconds. */
const LOOK = 100
/** What a request costs beside its bytes, as so many bytes: small files are mostly this. */
const REQUEST = 32 * 1024
/** Part of the slots that are in use when the limit is what holds back: files also do other things. */
const FULL = 0.6

/** How many files, and parts of files, are moved at once, over all jobs: a fixed number, or found out. */
export class ConcurrencyLimit {
  readonly #clock: Clock
  readonly #slots = new FairBudget()
  readonly #listeners = new Set<() => void>()
  #fixed: number | undefined
  #controller = new ConcurrencyController()
  #cancelTimer: (() => void) | undefined
  #limit = AUTOMATIC.first
  /** How full the slots were since the last look. */
  #fullest = 0

  constructor(clock: Clock = STEADY_CLOCK) {
    this.#clock = clock
    this.#slots.set(this.#limit)
  }

  /** What the user wants from now on. */
  set(wanted: Concurrency): void {
    const fixed = wanted === 'automatic' ? undefined : wanted
    if (fixed === this.#fixed) return
    this.#fixed = fixed
    // What was learnt of the line long ago may be wrong by now.
    this.#controller = new ConcurrencyController()
    this.#apply()
  }

  /** Files at once, and parts at once. */
  get limit(): number {
    return this.#limit
  }

  /** The slots as one job sees them, which gets as many as any other. */
  shareOf(owner: object): RequestSlots {
    const share = this.#slots.shareOf(owner)
    const limit = () => this.#limit
    return {
      lease: async (amount, signal) => {
        this.#wake()
        const lease = await share.lease(amount, signal)
        this.#note()
        return lease
      },
      get limit() {
        return limit()
      },
      onChange: listener => {
        this.#listeners.add(listener)
        return () => this.#listeners.delete(listener)
      },
    }
  }

  /** While a job waits for the network, others may use its slots. */
  setWaiting(owner: object, isWaiting: boolean): void {
    this.#slots.setOnLeave(owner, isWaiting)
  }

  /** Bytes of objects came, or the server has copied as many. */
  received(bytes: number): void {
    if (bytes > 0) this.#controller.received(bytes, this.#clock.now())
  }

  /** An item is done. */
  completed(): void {
    this.received(REQUEST)
  }

  /**
   * A body of so many bytes is being sent.
   *
   * @returns to be called when that is over: with whether the server has answered
   */
  sending(bytes: number): (isAnswered: boolean) => void {
    // Less than a request costs: those are counted as they are completed.
    if (bytes < REQUEST) return () => undefined
    const controller = this.#controller
    const sending = controller.sending(bytes, this.#clock.now())
    return isAnswered => controller.ended(sending, isAnswered, this.#clock.now())
  }

  /** The server is too busy, or silent. */
  pushedBack(): void {
    this.#controller.pushedBack(this.#clock.now())
    this.#apply()
  }

  close(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  #note(): void {
    this.#fullest = Math.max(this.#fullest, this.#slots.held)
  }

  /** Looks at what moves, as long as anything does. */
  #wake(): void {
    this.#cancelTimer ??= this.#clock.after(LOOK, () => {
      this.#cancelTimer = undefined
      this.#note()
      const isFull = this.#fullest >= this.#limit * FULL
      this.#controller.tick(this.#clock.now(), this.#slots.held, isFull)
      this.#fullest = 0
      this.#apply()
      if (this.#slots.held > 0) this.#wake()
    })
  }

  #apply(): void {
    const limit = this.#fixed ?? this.#controller.limit
    if (limit === this.#limit) return
    this.#limit = limit
    this.#slots.set(limit)
    for (const listener of [...this.#listeners]) listener()
  }
}
