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
  /** The page that was read last: its first entry, and how many it had. */
  page: { readonly first: string; readonly count: number } | undefined
  readonly tokens = new Set<string>()
}
