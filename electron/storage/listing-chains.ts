import { compareKeys } from '#shared/key-order.ts'
import { Chain } from './listing-chain.ts'
import type { PackedNames } from './packed-names.ts'
import type { PackedPage } from './packed-page.ts'
import { SplitPoints } from './split-points.ts'

/**
 * The chains of one listing (see [Note: Chains]), and where it pays to begin another. Knows no
 * network: what it decides follows from the pages it is given.
 */
export class ListingChains {
  readonly #points: SplitPoints
  /** Those still read, in the order of their entries. */
  #chains: Chain[]
  /** Where others were tried to begin, not answered yet; in order. */
  #probes: string[] = []

  constructor(
    first: Chain,
    { prefix, delimiter }: { prefix: string; delimiter?: string | undefined },
  ) {
    this.#points = new SplitPoints(prefix, delimiter)
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
    if (ends) note(chain, page, ends)
    const border = chain.after?.first
    const isWhole = border === undefined || !ends || compareKeys(ends.last, border) < 0
    if (isWhole) {
      this.#points.note(page, page)
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
    this.#points.note(page, kept)
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
    if (!left || left.ended) return this.#nothing()
    if (!ends || (border !== undefined && compareKeys(ends.first, border) >= 0)) {
      // All between the probe and the next chain is empty.
      if (border === undefined || compareKeys(probe, border) < 0) narrow(left, probe)
      return this.#nothing()
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
    const found = this.#points.next(this.#chains, this.#probes)
    if (found === undefined) return undefined
    this.#probes.push(found)
    this.#probes.sort(compareKeys)
    return found
  }

  #nothing(): 'nothing' {
    this.#points.miss()
    return 'nothing'
  }

  #end(chain: Chain): void {
    chain.ended = true
    // Nobody runs into the chain after it any more; its keys may go.
    if (chain.after) chain.after.head = undefined
    chain.after = undefined
    this.#chains = this.#chains.filter(other => other !== chain)
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

function note(chain: Chain, page: PackedPage, { first, last }: Ends): void {
  if (!chain.head) {
    chain.first ??= first
    chain.head = page
  }
  chain.last = last
  chain.count += page.count
  chain.page = { first, count: page.count }
}

function narrow(chain: Chain, bound: string): void {
  if (chain.bound === undefined || compareKeys(bound, chain.bound) < 0) chain.bound = bound
}
