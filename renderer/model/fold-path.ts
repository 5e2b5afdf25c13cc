/** The crumbs from `from` up to but not including `to` go into a menu; none when they are equal. */
export interface Fold {
  readonly from: number
  readonly to: number
}

/** Pixels: the average letter of the 13 px system font, and what stands around each name. */
const LETTER = 7
const AROUND = 24
/** A longer name is cut by itself, before other folders have to go. */
const MOST_NAME = 160
const MENU = 36
/** Where one is always stays, and what is around that as long as there is room for it. */
const KEPT = 2

/** Decides which folders of a path fold away, from the outside in, until the rest fits `width` px. */
export function foldPath(names: readonly string[], width: number): Fold {
  const most = names.length - KEPT
  const needed = ({ from, to }: Fold) =>
    names.reduce(
      (sum, name, index) => (index >= from && index < to ? sum : sum + crumbWidth(name)),
      from < to ? MENU : 0,
    )
  for (let to = 1; to <= most; to += 1) {
    const fold = { from: 1, to }
    if (needed(fold) <= width) return fold
  }
  const none = { from: 0, to: 0 }
  // The bucket is the last to go, because it says the most of all that is not here.
  if (most < 1 || needed(none) <= width) return none
  const around = { from: 0, to: most }
  return needed(around) <= width ? around : { from: 0, to: names.length - 1 }
}

function crumbWidth(name: string): number {
  return Math.min(MOST_NAME, name.length * LETTER) + AROUND
}
