import { fuzzyMatch } from './fuzzy.ts'

/** What of an entry decides where it stands. */
export interface Rankable {
  readonly label: string
  /** Further words that find it, but less surely: its group, or where it is. */
  readonly detail: string
  /** How recently it was used: 1 just now, 0 never. */
  readonly recency: number
  /** Why it cannot be chosen now. */
  readonly off?: string | undefined
}

/** An entry and which letters of its label were found. */
export interface Ranked<Entry> {
  readonly entry: Entry
  readonly at: readonly number[]
}

const IN_DETAIL = -15
const RECENT = 8
const OFF = -12

/**
 * The entries that answer a query, best first; what was used lately counts more, what cannot be
 * chosen now less. Without a query everything: what can be chosen, the latest first, then the rest.
 */
export function inOrder<Entry extends Rankable>(
  entries: readonly Entry[],
  query: string,
): Ranked<Entry>[] {
  if (query.trim() === '') {
    const off = ({ off: reason }: Entry) => (reason === undefined ? 0 : 1)
    return entries
      .toSorted((a, b) => off(a) - off(b) || b.recency - a.recency)
      .map(entry => ({ entry, at: [] }))
  }
  return entries
    .flatMap(entry => {
      const found = matchOf(entry, query)
      if (!found) return []
      const score = found.score + entry.recency * RECENT + (entry.off === undefined ? 0 : OFF)
      return [{ entry, at: found.at, score }]
    })
    .toSorted((a, b) => b.score - a.score)
}

function matchOf({ label, detail }: Rankable, query: string) {
  const inLabel = fuzzyMatch(query, label)
  if (inLabel) return inLabel
  const whole = fuzzyMatch(query, `${label} ${detail}`)
  return (
    whole && {
      score: whole.score + IN_DETAIL,
      at: whole.at.filter(index => index < label.length),
    }
  )
}
