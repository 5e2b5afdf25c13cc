import { useCallback, useEffect, useState } from 'react'
import {
  countSelected,
  NOTHING_SELECTED,
  type RowSelection,
  rowsToFollow,
  type SelectionAction,
  select,
} from '../model/selection.ts'
import { type Rows, rowId } from './rows.ts'

/** A selection, and the rows it was made on. */
interface Held {
  readonly placeKey: string
  readonly selection: RowSelection
  readonly stamp: string
  readonly total: number
  /** What stands on the rows that have to be found again; filled in as rows arrive. */
  readonly ids: Map<number, string>
}

/**
 * The selection of the place that is shown. A new place starts with nothing; when the rows of the
 * same place move (a refresh, another order, more pages), the selection follows what it stood on.
 */
export function useSelection(
  placeKey: string,
  rows: Rows,
): [RowSelection, (action: SelectionAction) => void] {
  const [held, setHeld] = useState<Held>(() => nothing(placeKey, rows))
  const current = held.placeKey === placeKey ? held : nothing(placeKey, rows)

  const dispatch = useCallback(
    (action: SelectionAction) => {
      setHeld(before => {
        const from = before.placeKey === placeKey ? before : nothing(placeKey, rows)
        const ids = from.stamp === rows.stamp ? from.ids : new Map<number, string>()
        return { ...nothing(placeKey, rows), selection: select(from.selection, action), ids }
      })
    },
    [placeKey, rows],
  )

  useEffect(() => {
    if (held.placeKey !== placeKey) return
    if (held.stamp === rows.stamp) {
      noteIds(held, rows)
      return
    }
    let wanted = true
    void follow(held, rows).then(next => {
      if (wanted) setHeld(now => (now === held ? next : now))
    })
    return () => {
      wanted = false
    }
  }, [held, placeKey, rows])

  return [current.selection, dispatch]
}

function nothing(placeKey: string, { stamp, total }: Rows): Held {
  return { placeKey, selection: NOTHING_SELECTED, stamp, total, ids: new Map() }
}

function noteIds({ selection, ids }: Held, rows: Rows): void {
  for (const index of rowsToFollow(selection)) {
    const row = rows.at(index)
    if (row) ids.set(index, rowId(row))
  }
}

/** The same selection on the rows as they stand now. All stays all. */
async function follow(held: Held, rows: Rows): Promise<Held> {
  const { selection, ids, total, placeKey } = held
  const now = { placeKey, stamp: rows.stamp, total: rows.total }
  if (total > 0 && countSelected(selection) === total) {
    const all = select(selection, { type: 'all', total: rows.total })
    return { ...now, selection: all, ids: new Map() }
  }
  const moved = new Map<number, number>()
  const newIds = new Map<number, string>()
  await Promise.all(
    rowsToFollow(selection).map(async index => {
      const id = ids.get(index)
      // A listing that is gone meanwhile has no rows to follow.
      const to = id === undefined ? undefined : await rows.find(id).catch(() => undefined)
      if (id === undefined || to === undefined) return
      moved.set(index, to)
      newIds.set(to, id)
    }),
  )
  return { ...now, selection: select(selection, { type: 'relocate', moved }), ids: newIds }
}
