/**
 * Where in the rows of a visit one looks. Written while scrolling, many times a second, and read
 * when one comes back: so it is no state that draws anything anew.
 */
export interface ViewMark {
  /** The row at the top, with the part of it that is out of sight: right at any row height. */
  topRow: number
  /** The rows that were in sight. */
  first: number
  last: number
}

/** The rows that are asked for before anybody knows how many fit. */
const FIRST_ROWS = 60

/** A mark at the beginning. */
export function newMark(): ViewMark {
  return { topRow: 0, first: 0, last: FIRST_ROWS }
}
