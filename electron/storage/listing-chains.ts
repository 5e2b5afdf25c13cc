import { compareKeys } from '#shared/key-order.ts'
import { Alphabet } from './alphabet.ts'
import type { PackedNames } from './packed-names.ts'
import type { PackedPage } from './packed-page.ts'

/** Pages read one after the other, from the entry `first` until the chain after it begins. */
export class Chain {
  first: string | undefined
  last: string | undefined
  /** The token of the next page; `undefined` before the first. */
  next: string | undefined
  /** The token that asks for the first page of which not everything was given out. */
  resume: string | undefined
  ended = false
  after: Chain | undefined
  /** Known to have nothing between it and the chain after. */
  bound: string | undefined
  /** The first page with something on it. */
  head: PackedPage | undefined
  /** Entries read so far. */
  count = 0
  /** Whether it was tried how far keys go on at all. */
  climbed = false
  readonly tokens = new Set<string>()
}

const MOST_CLIMBS = 15
/** So many full pages must be expected in a gap for another chain to begin in its middle. */
const LEAST_PAGES = 4
/** One in so many keys tells what keys are made of. */
const SAMPLED = 32

/**
 * The chains of one listing (see [Note: Chains]), and where it pays to begin another. Knows no
 * network: what it decides follows from the pages it is given.
 */
export class ListingChains {
  readonly #prefix: string
  readonly #delimiter: string | undefined
  readonly #alphabet: Alphabet
  /** Those still read, in the order of their entries. */
  #chains: Chain[]
  /** The most entries on a page so far: fewer are not worth a request that may find nothing. */
  #pageSize = 1
  /** Where others were tried to begin, not answered yet; in order. */
  #probes: string[] = []

  constructor(
    first: Chain,
    { prefix, delimiter }: { prefix: string; delimiter?: string | undefined },
  ) {
    this.#prefix = prefix
    this.#delimiter = delimiter
    this.#alphabet = new Alphabet(delimiter)
    this.#chains = [first]
  }

  /**
   * Takes the next page of a chain.
   *
   * @returns what of it belongs to the chain; `undefined` when the chain can't be relied on
   */
  append(chain: Chain, page: PackedPage): PackedPage | undefined {
    const ends = endsOf(page, chain.last)
    if (ends === 'disorder' || (page.next !== undefined && chain.tokens.has(page.next))) {
      return undefined
    }
    if (ends) this.#note(chain, page, ends)
    const border = chain.after?.first
    const isWhole = border === undefined || !ends || compareKeys(ends.last, border) < 0
    if (isWhole) {
      if (page.next === undefined) {
        this.#end(chain)
        // The list is over before the entry was met that the next chain had begun with.
        return border === undefined ? page : undefined
      }
      chain.tokens.add(page.next)
      chain.next = page.next
      chain.resume = page.next
      return page
    }
    const kept = page.before(Buffer.from(border))
    const met = firstAfter(kept, page)
    const isMet = met !== undefined && chain.after?.head && isOn(chain.after.head, met)
    this.#end(chain)
    return isMet ? kept : undefined
  }

  /**
   * Takes the first page with something on it that starts after `probe`.
   *
   * @returns the chain that it begins, and what belongs to it; `nothing` when there is no need for
   * it; `undefined` when the server did not start there
   */
  begin(
    probe: string,
    page: PackedPage,
  ): { readonly chain: Chain; readonly page: PackedPage } | 'nothing' | undefined {
    this.forget(probe)
    const ends = endsOf(page, probe)
    if (ends === 'disorder') return undefined
    const left = this.#chains.findLast(({ last }) => compareKeys(last ?? '', probe) < 0)
    const border = left?.after?.first
    if (!left || left.ended) return 'nothing'
    if (!ends || (border !== undefined && compareKeys(ends.first, border) >= 0)) {
      // All between the probe and the next chain is empty.
      if (border === undefined || compareKeys(probe, border) < 0) narrow(left, probe)
      return 'nothing'
    }
    const chain = new Chain()
    chain.first = ends.first
    chain.after = left.after
    chain.bound = left.bound
    this.#chains.splice(this.#chains.indexOf(left) + 1, 0, chain)
    const kept = this.append(chain, page)
    if (!kept) {
      this.#end(chain)
      return undefined
    }
    left.after = chain
    left.bound = probe
    return { chain, page: kept }
  }

  /** Gives up a probe. */
  forget(probe: string): void {
    this.#probes = this.#probes.filter(other => other !== probe)
  }

  /** Where to try to begin another chain; `undefined` when it would not pay now. */
  probe(): string | undefined {
    const found = this.#climb() ?? this.#halve()
    if (found === undefined) return undefined
    this.#probes.push(found)
    this.#probes.sort(compareKeys)
    return found
  }

  #note(chain: Chain, page: PackedPage, { first, last }: Ends): void {
    if (!chain.head) {
      chain.first ??= first
      chain.head = page
    }
    chain.last = last
    chain.count += page.count
    this.#pageSize = Math.max(this.#pageSize, page.count)
    const from = this.#prefix.length
    for (const names of [page.keys, page.prefixes]) {
      for (let at = 0; at < names.count; at += SAMPLED) {
        this.#alphabet.note(names.text(at) ?? '', from)
      }
    }
  }

  #end(chain: Chain): void {
    chain.ended = true
    // Nobody runs into the chain after it any more; its keys may go.
    if (chain.after) chain.after.head = undefined
    chain.after = undefined
    this.#chains = this.#chains.filter(other => other !== chain)
  }

  /**
   * Nothing is known of how far keys go on. So try behind every beginning that the keys so far
   * have in common: where nothing follows, they all share it.
   */
  #climb(): string | undefined {
    for (const chain of this.#chains) {
      const { first, last, climbed } = chain
      if (climbed || chain.after || first === undefined || last === undefined) continue
      const common = commonLength(first, last)
      const least = this.#prefix.length
      const step = Math.max(1, Math.ceil((common - least + 1) / MOST_CLIMBS))
      for (let length = least; length <= common; length += step) {
        const probe = this.#alphabet.sibling(last, length)
        if (probe !== undefined && this.#isNew(probe) && this.#isInside(chain, probe)) return probe
      }
      chain.climbed = true
    }
    return undefined
  }

  /** The middle of the widest gap, by what its chain tells of how dense the keys are. */
  #halve(): string | undefined {
    let most = this.#pageSize * LEAST_PAGES
    let found: string | undefined
    for (const chain of this.#chains) {
      const { first, last } = chain
      if (first === undefined || last === undefined) continue
      const high = chain.bound ?? chain.after?.first
      const scale = this.#alphabet.scale(first, high, this.#prefix.length)
      const start = scale(last)
      const density = chain.count / Math.max(start - scale(first), Number.EPSILON)
      let low = last
      const inside = this.#probes.filter(probe => this.#isInside(chain, probe))
      const width = Math.max(high === undefined ? 1 - start : scale(high) - start, Number.EPSILON)
      // As much again as was read is to be expected, whatever the density says.
      const whole = Math.max(density * width, chain.count / 2)
      for (const end of [...inside, high]) {
        const gap = (end === undefined ? 1 : scale(end)) - scale(low)
        const worth = (whole * gap) / width
        if (worth > most) {
          const probe = this.#alphabet.between(low, end, this.#prefix.length)
          if (probe !== undefined && this.#isNew(probe) && this.#isUsable(probe)) {
            most = worth
            found = probe
          }
        }
        low = end ?? low
      }
    }
    return found
  }

  #isInside(chain: Chain, probe: string): boolean {
    const end = chain.bound ?? chain.after?.first
    return (
      compareKeys(probe, chain.last ?? '') > 0 && (end === undefined || compareKeys(probe, end) < 0)
    )
  }

  #isNew(probe: string): boolean {
    return !this.#probes.includes(probe)
  }

  /** Inside a common prefix servers do not agree on whether it still comes. */
  #isUsable(probe: string): boolean {
    const from = this.#prefix.length
    return this.#delimiter === undefined || !probe.slice(from).includes(this.#delimiter)
  }
}

interface Ends {
  readonly first: string
  readonly last: string
}

/** The first and last entry of a page; `undefined` when it has none. */
function endsOf(page: PackedPage, after: string | undefined): Ends | 'disorder' | undefined {
  const border = after === undefined ? undefined : Buffer.from(after)
  const { keys, prefixes } = page
  if (!keys.isAscending(border) || !prefixes.isAscending(border)) return 'disorder'
  const first = lesser(keys.text(0), prefixes.text(0), 1)
  const last = lesser(keys.text(keys.count - 1), prefixes.text(prefixes.count - 1), -1)
  return first === undefined || last === undefined ? undefined : { first, last }
}

function lesser(a: string | undefined, b: string | undefined, sign: number): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return compareKeys(a, b) * sign < 0 ? a : b
}

/** The first entry of a page that is not in its beginning. */
function firstAfter(beginning: PackedPage, page: PackedPage): string | undefined {
  const after = (part: PackedNames, whole: PackedNames) => whole.text(part.count)
  return lesser(after(beginning.keys, page.keys), after(beginning.prefixes, page.prefixes), 1)
}

function isOn({ keys, prefixes }: PackedPage, entry: string): boolean {
  const name = Buffer.from(entry)
  return keys.has(name) || prefixes.has(name)
}

function narrow(chain: Chain, bound: string): void {
  if (chain.bound === undefined || compareKeys(bound, chain.bound) < 0) chain.bound = bound
}

function commonLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1
  return length
}
