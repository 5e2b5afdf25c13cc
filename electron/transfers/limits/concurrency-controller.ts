import { Pace, type Sending } from './pace.ts'

/** What it may be, at least and at most; and what it is at first. */
export const AUTOMATIC = { least: 2, most: 32, first: 8 }

/** In the very beginning, more than connections has to open; milliseconds. */
const FIRST_SETTLE = 900
/** By this factor more must move for more requests to be worth while: a tie goes to the smaller number. */
const WORTH = 1.06
/** And for a few more, so that the next try is twice as many. */
const WORTH_DOUBLING = 1.15
/** Of the most that moved, so much is as good if fewer requests do it. */
const AS_GOOD = 0.97
/** Where it is clear at once that more are worth while; and that fewer are not. */
const CLEARLY_MORE = 1.25
const CLEARLY_LESS = 0.9
/** Rounds that are measured where it is not clear. */
const SURE = 3
/** And of what others are compared with. */
const REFERENCE = 2
/**
 * Where each request still moves so much, in bytes a second, the line is wide and answers are quick:
 * that twice as many move no more says nothing yet of four times as many.
 */
const WIDE = 2 * 1024 * 1024
/** So few are not worth the search for fewer. */
const FEW = 4
/** Below this part of what moved before, the line or the server is another. */
const COLLAPSE = 0.6
/** Where an answer takes so long, more requests would only wait for each other; milliseconds. */
const LONG_ANSWER = 5_000
/** Milliseconds until others are tried, doubled each time that this was of no use. */
const FIRST_TRIAL = 5_000
const LAST_TRIAL = 60_000
/** One storm of refusals is one reason to slow down; milliseconds. */
const COOL_DOWN = 2_000
/** So long it stays below the number at which the server refused; milliseconds. */
const CEILING_HOLDS = 60_000

interface Level {
  readonly limit: number
  /** Bytes a second. */
  readonly rate: number
}

/** While it stays as it is, others are tried now and then. */
interface Trials {
  readonly trialAt: number
  readonly wait: number
  readonly next: 'more' | 'fewer'
}

type Phase =
  /** Doubles as long as that moves more; `beyond`, for once, although it did not. */
  | { readonly type: 'climb'; readonly before?: Level; readonly beyond?: true }
  /** Goes down by a quarter as long as that moves as much. */
  | {
      readonly type: 'fewer'
      readonly good: Level
      readonly best: number
      readonly wait: number
      readonly mayClimb: boolean
    }
  /** A few more for once. */
  | { readonly type: 'more'; readonly before: Level; readonly best: number; readonly wait: number }
  /** One more at a time after the server pushed back. */
  | { readonly type: 'recover' }
  /** Stays, with what was moved lately, once that is known; `best` is the most that was, by any number. */
  | ({ readonly type: 'hold'; readonly level?: Level; readonly best: number } & Trials)

/**
 * How many requests should be in flight? It doubles while that moves more, then goes down step by step
 * to the smallest number that is as good: connections that others slowed down need time to become fast
 * again. Later it tries a few more or fewer now and then, and when the server says that it is too
 * busy, or falls silent, it halves and adds one at a time, as TCP does it for packets (AIMD). Pure: it
 * has no clock of its own; times are milliseconds of any steady one.
 */
export class ConcurrencyController {
  readonly #least: number
  readonly #most: number
  #limit: number
  #phase: Phase = { type: 'climb' }
  readonly #pace = new Pace()
  #state: 'idle' | 'emptying' | 'measuring' = 'idle'
  #settle: number | undefined = FIRST_SETTLE
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

  /** Something came. @param bytes or what is as much trouble */
  received(bytes: number, now: number): void {
    this.#pace.received(bytes, now)
  }

  /** So much is being sent, until it has {@link ended}. */
  sending(bytes: number, now: number): Sending {
    return this.#pace.sending(bytes, now)
  }

  ended(sending: Sending, isAnswered: boolean, now: number): void {
    this.#pace.ended(sending, isAnswered, now)
  }

  /** The server refused because it is too busy, or did not answer in time. */
  pushedBack(now: number): void {
    if (now < this.#coolUntil) return
    this.#coolUntil = now + COOL_DOWN
    const below = Math.max(this.#least, this.#limit - 1)
    this.#ceiling = { limit: below, until: now + CEILING_HOLDS }
    this.#go({ type: 'recover' }, Math.floor(this.#limit / 2), now)
  }

  /**
   * To be called a few times a second while something is under way.
   *
   * @param inFlight how many requests are
   * @param isFull whether the limit is what keeps more from being in flight; else nothing can be
   *   learnt of it
   */
  tick(now: number, inFlight: number, isFull: boolean): void {
    if (!isFull) {
      this.#state = 'idle'
      return
    }
    if (this.#state === 'idle') this.#state = 'emptying'
    if (this.#state === 'emptying') {
      // Those that were begun when more were allowed still slow down the others.
      if (inFlight > this.#limit) return
      this.#state = 'measuring'
      this.#pace.begin(now, this.#settle)
      this.#settle = undefined
    }
    const rounds = this.#pace.rounds(now)
    if (rounds >= 1) this.#decide({ limit: this.#limit, rate: this.#pace.rate(now) }, rounds, now)
  }

  #decide(level: Level, rounds: number, now: number): void {
    const phase = this.#phase
    switch (phase.type) {
      case 'climb':
        this.#climb(phase, level, rounds, now)
        return
      case 'fewer':
        this.#fewer(phase, level, rounds, now)
        return
      case 'recover':
        if (level.limit >= this.#highest(now)) this.#hold(level, level.rate, now)
        else this.#go(phase, level.limit + 1, now)
        return
      case 'hold':
        this.#stay(phase, level, rounds, now)
        return
      case 'more':
        this.#more(phase, level, rounds, now)
        return
      default:
        phase satisfies never
    }
  }

  #climb(phase: Phase & { type: 'climb' }, level: Level, rounds: number, now: number): void {
    const { before, beyond } = phase
    const factor = before ? level.rate / before.rate : CLEARLY_MORE
    if (rounds < SURE && factor > AS_GOOD && factor < CLEARLY_MORE) return
    const soon = { trialAt: now, wait: FIRST_TRIAL, next: 'fewer' } as const
    if (before && factor < WORTH) {
      const isWide = level.rate >= level.limit * WIDE && level.limit < this.#highest(now)
      if (isWide && !beyond && factor > AS_GOOD) {
        this.#go({ type: 'climb', before, beyond: true }, level.limit * 2, now)
        return
      }
      // What was measured in a hurry is measured again before it is relied on.
      const best = rounds < SURE ? 0 : level.rate
      this.#go({ type: 'hold', best, ...soon }, before.limit, now)
    } else if (!before && this.#pace.answerTime(now) > LONG_ANSWER) {
      if (rounds >= SURE) this.#tryFewer(level, level.rate, FIRST_TRIAL, true, now)
    } else if (level.limit >= this.#highest(now)) {
      this.#go({ type: 'hold', level, best: level.rate, ...soon }, level.limit, now)
    } else this.#go({ type: 'climb', before: level }, level.limit * 2, now)
  }

  /** @param mayClimb nothing is known yet of more; then the step is long enough to tell */
  #tryFewer(good: Level, best: number, wait: number, mayClimb: boolean, now: number): void {
    const step = mayClimb ? good.limit / 2 : good.limit / 4
    const next = Math.max(FEW, good.limit - Math.ceil(step))
    if (next >= good.limit) this.#hold(good, best, now, wait)
    else this.#go({ type: 'fewer', good, best, wait, mayClimb }, next, now)
  }

  #fewer(phase: Phase & { type: 'fewer' }, level: Level, rounds: number, now: number): void {
    const { good, best, wait, mayClimb } = phase
    const part = level.rate / best
    if (rounds < SURE && part > CLEARLY_LESS && part < 1) return
    if (part >= AS_GOOD) this.#tryFewer(level, best, FIRST_TRIAL, false, now)
    // So few don't fill the line: then more may move more.
    else if (mayClimb) this.#go({ type: 'climb', before: level }, good.limit, now)
    else this.#hold(good, best, now, wait)
  }

  #more(phase: Phase & { type: 'more' }, level: Level, rounds: number, now: number): void {
    const { before, best, wait } = phase
    const factor = level.rate / before.rate
    // There is no hurry.
    if (rounds < SURE) return
    if (factor >= WORTH_DOUBLING) {
      this.#go({ type: 'climb', before: level }, level.limit * 2, now)
    } else if (factor >= WORTH) this.#hold(level, Math.max(best, level.rate), now)
    else this.#hold(before, best, now, Math.min(LAST_TRIAL, wait * 2), 'fewer')
  }

  #stay(phase: Phase & { type: 'hold' }, level: Level, rounds: number, now: number): void {
    const { wait, next } = phase
    const rate = phase.level?.rate ?? level.rate
    const steady = { limit: level.limit, rate: (rate * 3 + level.rate) / 4 }
    const best = phase.level ? phase.best : Math.max(phase.best, level.rate)
    if (!phase.level && rounds < REFERENCE) return
    if (level.rate < rate * COLLAPSE) this.#go({ type: 'climb' }, level.limit, now)
    else if (!phase.level && best > level.rate * WORTH_DOUBLING) {
      // More were worth while after all.
      this.#go({ type: 'climb', before: level }, level.limit * 2, now)
    } else if (now < phase.trialAt) {
      this.#phase = { ...phase, level: steady, best }
      this.#pace.begin(now, 0)
    } else if (next === 'more' && level.limit < this.#highest(now)) {
      const more = Math.max(1, Math.floor(level.limit / 4))
      this.#go({ type: 'more', before: steady, best, wait }, level.limit + more, now)
    } else this.#tryFewer(steady, best, Math.min(LAST_TRIAL, wait * 2), false, now)
  }

  #hold(
    level: Level,
    best: number,
    now: number,
    wait = FIRST_TRIAL,
    next: Trials['next'] = 'more',
  ): void {
    const trials = { trialAt: now + wait, wait, next }
    this.#go({ type: 'hold', level, best, ...trials }, level.limit, now)
  }

  #go(phase: Phase, limit: number, now: number): void {
    this.#phase = phase
    this.#limit = Math.max(this.#least, Math.min(this.#highest(now), limit))
    this.#state = 'idle'
  }

  #highest(now: number): number {
    if (this.#ceiling && now >= this.#ceiling.until) this.#ceiling = undefined
    return Math.min(this.#most, this.#ceiling?.limit ?? this.#most)
  }
}
