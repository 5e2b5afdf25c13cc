/** What it may be, at least and at most; and what it is at first. */
export const AUTOMATIC = { least: 2, most: 32, first: 8 }

/** After a change, what moves is no measure yet: connections open, buffers fill. Milliseconds. */
const SETTLE = 400
/** How long it is measured then. */
const MEASURE = 900
/** More must move by this factor for twice as many requests to be worth while. */
const WORTH_DOUBLING = 1.15
/** The same for a few more. */
const WORTH_MORE = 1.05
/** Below this part of what moved before, the line or the server is another. */
const COLLAPSE = 0.6
/** Milliseconds until a few more are tried, doubled each time that this was of no use. */
const FIRST_TRIAL = 5_000
const LAST_TRIAL = 60_000
/** One storm of refusals is one reason to slow down; milliseconds. */
const COOL_DOWN = 2_000
/** So long it stays below the number at which the server refused; milliseconds. */
const CEILING_HOLDS = 60_000

type Phase =
  /** Doubles as long as that moves more. */
  | { readonly type: 'climb'; readonly before?: Level }
  /** One more at a time after the server pushed back. */
  | { readonly type: 'recover' }
  /** Stays, and tries a few more now and then. */
  | {
      readonly type: 'hold'
      readonly level: Level
      readonly trialAt: number
      readonly wait: number
    }
  | { readonly type: 'trial'; readonly before: Level; readonly wait: number }

interface Level {
  readonly limit: number
  /** Work a second. */
  readonly rate: number
}

/**
 * How many requests should be in flight? Additive increase and multiplicative decrease (AIMD), as TCP
 * does it for packets: it doubles while that moves clearly more, adds a few now and then to see
 * whether the line has become better, and halves when the server says that it is too busy, or falls
 * silent. Pure: it has no clock of its own; times are milliseconds of any steady one.
 */
export class ConcurrencyController {
  readonly #least: number
  readonly #most: number
  #limit: number
  #phase: Phase = { type: 'climb' }
  /** What was moved since the measure began. */
  #work = 0
  #isMeasuring = false
  /** When the measure begins, or began; infinite while there is nothing to measure. */
  #measureFrom = Number.POSITIVE_INFINITY
  #coolUntil = Number.NEGATIVE_INFINITY
  #ceiling: { readonly limit: number; readonly until: number } | undefined

  constructor({ least, most, first } = AUTOMATIC) {
    this.#least = least
    this.#most = most
    this.#limit = first
  }

  get limit(): number {
    return this.#limit
  }

  /** Something was moved. @param work bytes, or what is as much trouble */
  moved(work: number): void {
    this.#work += work
  }

  /** The server refused because it is too busy, or did not answer in time. */
  pushedBack(now: number): void {
    if (now < this.#coolUntil) return
    this.#coolUntil = now + COOL_DOWN
    const below = Math.max(this.#least, this.#limit - 1)
    this.#ceiling = { limit: below, until: now + CEILING_HOLDS }
    this.#phase = { type: 'recover' }
    this.#setLimit(Math.floor(this.#limit / 2), now)
  }

  /**
   * To be called a few times a second while something is under way.
   *
   * @param isFull whether the limit is what keeps more from being in flight; else nothing can be
   *   learnt of it
   */
  tick(now: number, isFull: boolean): void {
    if (!isFull) {
      this.#measureFrom = Number.POSITIVE_INFINITY
      return
    }
    if (this.#measureFrom === Number.POSITIVE_INFINITY) this.#measureAfter(now)
    if (now < this.#measureFrom) return
    if (!this.#isMeasuring) {
      this.#isMeasuring = true
      this.#measureFrom = now
      this.#work = 0
    }
    const passed = now - this.#measureFrom
    if (passed < MEASURE) return
    this.#decide({ limit: this.#limit, rate: (this.#work * 1000) / passed }, now)
  }

  #decide(level: Level, now: number): void {
    const phase = this.#phase
    switch (phase.type) {
      case 'climb':
        if (phase.before && level.rate < phase.before.rate * WORTH_DOUBLING) {
          this.#hold(phase.before, now)
        } else if (level.limit >= this.#highest(now)) this.#hold(level, now)
        else this.#go({ type: 'climb', before: level }, level.limit * 2, now)
        return
      case 'recover':
        if (level.limit >= this.#highest(now)) this.#hold(level, now)
        else this.#go(phase, level.limit + 1, now)
        return
      case 'hold':
        this.#stay(phase, level, now)
        return
      case 'trial':
        if (level.rate < phase.before.rate * WORTH_MORE) {
          this.#hold(phase.before, now, Math.min(LAST_TRIAL, phase.wait * 2))
        } else this.#hold(level, now)
        return
      default:
        phase satisfies never
    }
  }

  #stay(phase: Phase & { type: 'hold' }, level: Level, now: number): void {
    const { rate } = phase.level
    if (level.rate < rate * COLLAPSE) {
      this.#go({ type: 'climb' }, level.limit, now)
    } else if (now >= phase.trialAt && level.limit < this.#highest(now)) {
      const before = { limit: level.limit, rate: (rate + level.rate) / 2 }
      const more = Math.max(1, Math.floor(level.limit / 4))
      this.#go({ type: 'trial', before, wait: phase.wait }, level.limit + more, now)
    } else {
      this.#phase = { ...phase, level: { ...level, rate: (rate * 3 + level.rate) / 4 } }
      this.#measureAfter(now, 0)
    }
  }

  #hold(level: Level, now: number, wait = FIRST_TRIAL): void {
    this.#go({ type: 'hold', level, trialAt: now + wait, wait }, level.limit, now)
  }

  #go(phase: Phase, limit: number, now: number): void {
    this.#phase = phase
    this.#setLimit(limit, now)
  }

  #setLimit(limit: number, now: number): void {
    this.#limit = Math.max(this.#least, Math.min(this.#highest(now), limit))
    this.#measureAfter(now)
  }

  #highest(now: number): number {
    if (this.#ceiling && now >= this.#ceiling.until) this.#ceiling = undefined
    return Math.min(this.#most, this.#ceiling?.limit ?? this.#most)
  }

  #measureAfter(now: number, settle = SETTLE): void {
    this.#measureFrom = now + settle
    this.#isMeasuring = false
  }
}
