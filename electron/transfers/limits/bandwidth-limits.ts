import {
  type Bandwidth,
  type BandwidthNow,
  bandwidthAt,
  isLimited,
  NO_LIMITS,
} from '#shared/bandwidth.ts'
import { type Clock, STEADY_CLOCK } from './clock.ts'
import { TokenBucket } from './token-bucket.ts'

/** The schedule is looked at so often, since the computer may sleep and its clock be set: ms. */
const LOOK = 15_000

export interface BandwidthLimitsOptions {
  readonly clock?: Clock
  /** The time that the schedule is about, in ms since the Unix epoch. */
  readonly time?: () => number
}

/** Keeps all transfers together within the limits that the schedule has for each time. */
export class BandwidthLimits {
  readonly up: TokenBucket
  readonly down: TokenBucket
  readonly #clock: Clock
  readonly #time: () => number
  readonly #listeners = new Set<() => void>()
  #bandwidth = NO_LIMITS
  #now: BandwidthNow | undefined
  #cancelTimer: (() => void) | undefined

  constructor(options: BandwidthLimitsOptions = {}) {
    this.#clock = options.clock ?? STEADY_CLOCK
    this.#time = options.time ?? Date.now
    this.up = new TokenBucket(this.#clock)
    this.down = new TokenBucket(this.#clock)
  }

  /** What the user wants from now on; running transfers obey at once. */
  set(bandwidth: Bandwidth): void {
    this.#bandwidth = bandwidth
    this.#apply()
  }

  /** What holds now; `undefined` when nothing is limited, nor would be had the user not lifted it. */
  get now(): BandwidthNow | undefined {
    return this.#now
  }

  /** Calls the listener whenever other limits hold. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** Looks at the schedule no more. */
  close(): void {
    this.#cancelTimer?.()
  }

  #apply(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const before = JSON.stringify(this.#now)
    const time = this.#time()
    const now = bandwidthAt(this.#bandwidth, time)
    const limited = isLimited(this.#bandwidth)
    const holds = now.lifted || now.up > 0 || now.down > 0
    this.#now = limited && holds ? now : undefined
    this.up.setRate(now.up)
    this.down.setRate(now.down)
    if (limited) {
      const next = now.until === undefined ? LOOK : Math.min(LOOK, now.until - time)
      this.#cancelTimer = this.#clock.after(Math.max(1, next), () => this.#apply())
    }
    if (JSON.stringify(this.#now) === before) return
    for (const listener of this.#listeners) listener()
  }
}
