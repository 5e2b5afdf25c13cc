import {
  countSelected,
  MOST_FOLLOWED,
  NOTHING_SELECTED,
  type RowSelection,
  rowsToFollow,
  select,
} from './selection.ts'

/** Rows that a selection can be followed through. */
export interface FollowableRows {
  readonly total: number
  /** Changes whenever rows may stand elsewhere than before. */
  readonly stamp: string
  /** What stands on a row; `undefined` when it is not at hand. */
  idAt(index: number): string | undefined
  /**
   * The index an id stands on in these rows; `undefined` when it is not among them. Rejects when
   * that cannot be told, because there are newer rows already.
   */
  find(id: string): Promise<number | undefined>
}

/** A selection, and the rows it was made on. */
export interface FollowedSelection {
  readonly placeKey: string
  readonly selection: RowSelection
  readonly stamp: string
  readonly total: number
  /** What stands on the rows that have to be found again; filled in as rows arrive. */
  readonly ids: Map<number, string>
}

/** The selection that a place starts with. */
export function emptySelection(
  placeKey: string,
  { stamp, total }: FollowableRows,
): FollowedSelection {
  return { placeKey, selection: NOTHING_SELECTED, stamp, total, ids: new Map() }
}

/**
 * What a selection is on rows that may be newer, before it has been followed: itself while it
 * still stands on the same entries. It is never shown, or acted on, where others stand.
 */
export function selectionOn(
  held: FollowedSelection,
  placeKey: string,
  rows: FollowableRows,
): FollowedSelection {
  if (held.placeKey !== placeKey) return emptySelection(placeKey, rows)
  if (held.stamp === rows.stamp) return held
  const now = { ...held, stamp: rows.stamp, total: rows.total }
  if (isAll(held)) return { ...now, selection: allOf(held, rows) }
  const same = rowsToFollow(held.selection).every(index => {
    const id = rows.idAt(index)
    return id !== undefined && id === held.ids.get(index)
  })
  return same ? now : emptySelection(placeKey, rows)
}

/** Notes what stands on the selected rows, as far as they are at hand. */
export function noteIds({ selection, ids }: FollowedSelection, rows: FollowableRows): void {
  for (const index of rowsToFollow(selection)) {
    const id = rows.idAt(index)
    if (id !== undefined) ids.set(index, id)
  }
}

/** The same selection on newer rows. All stays all. Rejects when there are newer ones yet. */
export async function followSelection(
  held: FollowedSelection,
  rows: FollowableRows,
): Promise<FollowedSelection> {
  const { selection, ids, placeKey } = held
  const now = { placeKey, stamp: rows.stamp, total: rows.total }
  if (isAll(held)) return { ...now, selection: allOf(held, rows), ids: new Map() }
  const moved = new Map<number, number>()
  const newIds = new Map<number, string>()
  await Promise.all(
    rowsToFollow(selection).map(async index => {
      const id = ids.get(index)
      const to = id === undefined ? undefined : await rows.find(id)
      if (id === undefined || to === undefined) return
      moved.set(index, to)
      newIds.set(to, id)
    }),
  )
  return { ...now, selection: select(selection, { type: 'relocate', moved }), ids: newIds }
}

/** Few rows stay those few: what comes to the folder later was not chosen. */
function isAll({ selection, total }: FollowedSelection): boolean {
  return total > MOST_FOLLOWED && countSelected(selection) === total
}

function allOf({ selection }: FollowedSelection, { total }: FollowableRows): RowSelection {
  return select(selection, { type: 'all', total })
}
