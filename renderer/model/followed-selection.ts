import { nearbyRow } from './nearby-row.ts'
import {
  countSelected,
  MOST_FOLLOWED,
  NOTHING_SELECTED,
  type RowSelection,
  rowsToFollow,
  type SelectionAction,
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
 * What a selection is on rows that may be newer, before it has been followed: what it was made on,
 * if that is at hand. It is never shown, or acted on, where others stand.
 */
export function selectionOn(
  held: FollowedSelection,
  placeKey: string,
  rows: FollowableRows,
): FollowedSelection {
  if (held.placeKey !== placeKey) return emptySelection(placeKey, rows)
  if (held.stamp === rows.stamp) return held
  return followAtHand(held, rows) ?? emptySelection(placeKey, rows)
}

/** The same selection on newer rows, without asking anybody; `undefined` when some of it is not at hand. */
export function followAtHand(
  held: FollowedSelection,
  rows: FollowableRows,
): FollowedSelection | undefined {
  if (isAll(held)) return moveTo(rows, held, new Map())
  const moved = new Map<number, number>()
  for (const index of rowsToFollow(held.selection)) {
    const id = held.ids.get(index)
    const to = id === undefined ? undefined : nearbyRow(rows, id, index)
    if (to === undefined) return undefined
    moved.set(index, to)
  }
  return moveTo(rows, held, moved)
}

/**
 * What an action makes of a selection. What it then stands on is noted at once: the very next rows
 * may be others.
 */
export function selectIn(
  held: FollowedSelection,
  placeKey: string,
  rows: FollowableRows,
  action: SelectionAction,
): FollowedSelection {
  const from = selectionOn(held, placeKey, rows)
  const selection = select(from.selection, action)
  const noted = rowsToFollow(selection).flatMap(index => {
    const id = from.ids.get(index)
    return id === undefined ? [] : [[index, id] as const]
  })
  const next = { ...from, selection, ids: new Map(noted) }
  noteIds(next, rows)
  return next
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
  if (isAll(held)) return moveTo(rows, held, new Map())
  const { selection, ids } = held
  const moved = new Map<number, number>()
  await Promise.all(
    rowsToFollow(selection).map(async index => {
      const id = ids.get(index)
      const to = id === undefined ? undefined : await rows.find(id)
      if (to !== undefined) moved.set(index, to)
    }),
  )
  return moveTo(rows, held, moved)
}

/** A selection on newer rows, when it is known where its rows have moved; all stays all. */
function moveTo(
  rows: FollowableRows,
  held: FollowedSelection,
  moved: ReadonlyMap<number, number>,
): FollowedSelection {
  const { selection, placeKey } = held
  const now = { placeKey, stamp: rows.stamp, total: rows.total }
  if (isAll(held)) return { ...now, selection: allOf(held, rows), ids: new Map() }
  const ids = new Map<number, string>()
  for (const [from, to] of moved) {
    const id = held.ids.get(from)
    if (id !== undefined) ids.set(to, id)
  }
  return { ...now, selection: select(selection, { type: 'relocate', moved }), ids }
}

/** Few rows stay those few: what comes to the folder later was not chosen. */
function isAll({ selection, total }: FollowedSelection): boolean {
  return total > MOST_FOLLOWED && countSelected(selection) === total
}

function allOf({ selection }: FollowedSelection, { total }: FollowableRows): RowSelection {
  return select(selection, { type: 'all', total })
}
