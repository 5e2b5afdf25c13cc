import { compareKeys } from '#shared/key-order.ts'
import { KeySamples } from './key-samples.ts'
import { KeyScale } from './key-scale.ts'
import type { Chain } from './listing-chain.ts'
import type { PackedPage } from './packed-page.ts'

/** So many pages must be expected in a gap for another chain to begin in it. */
const LEAST_PAGES = 2.5
/** The same right behind a chain, whose next page is on its way and would be there first. */
const LEAST_BEHIND = 3.5
/**
 * A chain begins so many pages before the place where the page before it is expected to end: one
 * that ends too soon takes a whole request more to run into it.
 */
const OVERLAP = 0.1
/** Requests behind all that is known to be there, in flight at a time. */
const MOST_JUMPS = 6
/** A gap is not taken for more than so many times what was read, however dense keys seem to be. */
const MOST_GROWTH = 4
/** Requests in vain that are nothing to speak of, one a lane; and those for each page that was of use. */
const FREE_MISSES = 32
const MISSES_PER_PAGE = 0.4
/** Keys that a scale is made from, and one in so many that is kept for it. */
const SAMPLES = 48
const SAMPLED = 31
/** By so many times, as a power of two, keys are more or less dense than before when they changed. */
const CHANGED = 0.6
/** Characters of keys in a scale: before those in which a chain's keys differ, and from there on. */
const BEFORE = 24
const BEHIND = 8

/** What is expected between the last key that a chain has read and the next chain. */
interface Gap {
  readonly last: string
  readonly high: string | undefined
  /** Whether it is behind all that is known to be there. */
  readonly isOpen: boolean
  /** Pages of the chain so far. */
  readonly read: number
  readonly scale: KeyScale
  /** By how much the value of keys grows with a page. */
  readonly page: bigint
  /** Those that are expected in it; Infinity where nothing tells. */
  readonly pages: number
}

/** Works out where it pays to begin another chain of a listing (see [Note: Chains]). */
export class SplitPoints {
  readonly #prefix: string
  readonly #delimiter: string | undefined
  readonly #samples = new KeySamples()
  readonly #gaps = new WeakMap<Chain, Gap>()
  /** The most entries on a page so far. */
  #pageSize = 1
  /** Entries that were of use, and pages that were of none. */
  #entries = 0
  #missed = 0

  constructor(prefix: string, delimiter: string | undefined) {
    this.#prefix = prefix
    this.#delimiter = delimiter
  }

  /** Learns from a page, of which only some entries may be of use. */
  note(page: PackedPage, used: PackedPage): void {
    this.#pageSize = Math.max(this.#pageSize, page.count)
    this.#entries += used.count
    this.#missed += (page.count - used.count) / this.#pageSize
    for (const names of [used.keys, used.prefixes]) this.#samples.add(names.some(SAMPLED))
  }

  /** A request was in vain. */
  miss(): void {
    this.#missed += 1
  }

  /**
   * @param chains in the order of their entries
   * @param probes where others are about to begin, in order
   * @returns where to begin another; `undefined` when it would not pay now
   */
  next(chains: readonly Chain[], probes: readonly string[]): string | undefined {
    const read = this.#entries / this.#pageSize
    if (this.#missed > FREE_MISSES + read * MISSES_PER_PAGE) return undefined
    const gaps = chains.flatMap(chain => this.#gap(chain) ?? [])
    const between = gaps.filter(({ isOpen }) => !isOpen)
    const known = between.reduce(
      (sum, { pages }) => sum + Math.min(pages, read * MOST_GROWTH),
      read,
    )
    let most = LEAST_PAGES
    let found: string | undefined
    for (const gap of gaps) {
      if (gap.pages <= most) continue
      const inside = probes.filter(probe => isBetween(gap.last, probe, gap.high))
      for (const [at, low] of [gap.last, ...inside].entries()) {
        if (gap.isOpen && at === inside.length && at >= MOST_JUMPS) continue
        const end = inside[at] ?? gap.high
        const worth = worthOf(gap, low, end, known)
        const least = at === 0 ? Math.max(most, LEAST_BEHIND) : most
        const probe = worth > least ? this.#middle(gap, low, end, worth) : undefined
        if (probe === undefined) continue
        most = worth
        found = probe
      }
    }
    return found
  }

  /** A little before the end of the page that is expected in the middle of so many from `low` on. */
  #middle(
    { scale, page }: Gap,
    low: string,
    end: string | undefined,
    pages: number,
  ): string | undefined {
    const step = Math.max(1, Math.round(pages / 2)) - overlapOf(pages)
    const probe = this.#usable(scale.text(scale.value(low) + times(page, step)))
    return probe !== undefined && isBetween(low, probe, end) ? probe : undefined
  }

  #gap(chain: Chain): Gap | undefined {
    const { first, last, page } = chain
    const high = chain.bound ?? chain.after?.first
    if (first === undefined || last === undefined || !page) return undefined
    const known = this.#gaps.get(chain)
    if (known && known.last === last && known.high === high) {
      if (known.isOpen === (chain.after === undefined)) return known
    }
    const scale = this.#scale(page.first, last, high)
    const end = scale.value(last)
    const growth = (from: string, count: number) =>
      max(1n, ((end - scale.value(from)) * BigInt(this.#pageSize)) / BigInt(Math.max(1, count - 1)))
    const whole = growth(first, chain.count)
    const recent = growth(page.first, page.count)
    // Keys are of another kind since the last page: that is what they may go on with.
    const hasChanged = Math.abs(Math.log2(ratio(whole, recent))) > CHANGED
    const size = hasChanged ? recent : whole
    const pages =
      high === undefined ? Number.POSITIVE_INFINITY : ratio(scale.value(high) - end, size)
    const isOpen = chain.after === undefined
    const read = chain.count / this.#pageSize
    const gap = { last, high, isOpen, read, scale, page: size, pages }
    this.#gaps.set(chain, gap)
    return gap
  }

  #scale(first: string, last: string, high: string | undefined): KeyScale {
    const common = shared(first, last)
    const from = Math.max(
      this.#prefix.length,
      high === undefined ? 0 : shared(first, high),
      common - BEFORE,
    )
    const start = first.slice(0, from)
    return new KeyScale(this.#samples.beginningWith(start, SAMPLES), start, common - from + BEHIND)
  }

  /** Inside of a common prefix servers do not agree on whether it still comes. */
  #usable(text: string | undefined): string | undefined {
    const cut =
      this.#delimiter === undefined
        ? -1
        : (text?.indexOf(this.#delimiter, this.#prefix.length) ?? -1)
    return cut < 0 ? text : text?.slice(0, cut)
  }
}

/**
 * The pages that are expected between two places of a gap; but never more than twice as many as are
 * known to be there: who does not know how far keys go on doubles the steps.
 */
function worthOf(
  { last, scale, page, read }: Gap,
  low: string,
  end: string | undefined,
  known: number,
): number {
  const start = scale.value(low)
  const reach = Math.max(known, read + ratio(start - scale.value(last), page))
  return end === undefined ? 2 * reach : Math.min(2 * reach, ratio(scale.value(end) - start, page))
}

/** Of what the last page before the next chain has to spare, both halves get their half. */
function overlapOf(pages: number): number {
  const spare = Math.ceil(pages) - pages
  return spare > 0 && spare <= OVERLAP ? spare / 2 : OVERLAP
}

/** How many times `page` is in `value`. */
function ratio(value: bigint, page: bigint): number {
  return Number((value * THOUSANDTHS) / page) / Number(THOUSANDTHS)
}

function times(value: bigint, factor: number): bigint {
  return (value * BigInt(Math.round(factor * Number(THOUSANDTHS)))) / THOUSANDTHS
}

const THOUSANDTHS = 1000n

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

function isBetween(low: string, text: string, high: string | undefined): boolean {
  return compareKeys(low, text) < 0 && (high === undefined || compareKeys(text, high) < 0)
}

/** Characters that two keys begin with; never half of one. */
function shared(a: string, b: string): number {
  let length = 0
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1
  const unit = a.charCodeAt(length - 1)
  return unit >= 0xd800 && unit <= 0xdbff ? length - 1 : length
}
