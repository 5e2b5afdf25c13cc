import { useCallback, useEffect, useMemo } from 'react'
import {
  emptySelection,
  type FollowedSelection,
  followAtHand,
  followSelection,
  noteIds,
  selectIn,
  selectionOn,
} from '../model/followed-selection.ts'
import type { RowSelection, SelectionAction } from '../model/selection.ts'
import type { Rows } from './rows.ts'
import type { VisitMemory } from './use-workspace.ts'

/** Whose selection it is: the visit, and the place it shows. */
interface Selected {
  readonly visitKey: string
  readonly placeKey: string
  readonly rows: Rows
}

/**
 * The selection of a visit. A new visit starts with nothing, one that is come back to has what it
 * had; when the rows of the same place move (a refresh, another order, more pages), the selection
 * follows what it stood on.
 */
export function useSelection(
  { visitKey, placeKey, rows }: Selected,
  { selections, setSelection }: VisitMemory,
): [RowSelection, (action: SelectionAction) => void] {
  const kept = selections.get(visitKey)
  const held = useMemo(() => kept ?? emptySelection(placeKey, rows), [kept, placeKey, rows])

  const dispatch = useCallback(
    (action: SelectionAction) => {
      setSelection(visitKey, before => {
        return selectIn(before ?? emptySelection(placeKey, rows), placeKey, rows, action)
      })
    },
    [visitKey, placeKey, rows, setSelection],
  )

  useEffect(() => {
    if (held.placeKey !== placeKey) return
    if (held.stamp === rows.stamp) {
      noteIds(held, rows)
      return rows.arrivals.follow(() => noteIds(held, rows))
    }
    const follow = (next: FollowedSelection) =>
      setSelection(visitKey, now => (now === held ? next : now))
    const atHand = followAtHand(held, rows)
    if (atHand) {
      follow(atHand)
      return
    }
    let wanted = true
    followSelection(held, rows).then(
      next => {
        if (wanted) follow(next)
      },
      // Newer rows are on their way; it is followed to those.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [held, visitKey, placeKey, rows, setSelection])

  return [selectionOn(held, placeKey, rows).selection, dispatch]
}
