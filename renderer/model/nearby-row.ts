/** Rows by what stands on them, as far as it is at hand. */
interface RowsAtHand {
  idAt(index: number): string | undefined
}

/** As many rows as are kept at hand above and below those in sight. */
const MOST_AWAY = 200

/** Where an id stands that stood on `index` before: looked for near it, in what is at hand. */
export function nearbyRow({ idAt }: RowsAtHand, id: string, index: number): number | undefined {
  for (let away = 0; away <= MOST_AWAY; away++) {
    if (idAt(index + away) === id) return index + away
    if (idAt(index - away) === id) return index - away
  }
  return undefined
}

/** The rows in sight, the one that is cut off at the top included. */
export interface Sight {
  readonly first: number
  readonly last: number
}

/**
 * By how many rows what is in sight stands further down in newer rows: that of the uppermost one
 * that is still there. `undefined` when none of them is at hand.
 */
export function shiftInSight(
  before: RowsAtHand,
  now: RowsAtHand,
  { first, last }: Sight,
): number | undefined {
  for (let index = first; index < last; index++) {
    const id = before.idAt(index)
    const at = id === undefined ? undefined : nearbyRow(now, id, index)
    if (at !== undefined) return at - index
  }
  return undefined
}
