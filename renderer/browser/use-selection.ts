import { useCallback, useEffect, useState } from 'react'
import {
  emptySelection,
  followSelection,
  noteIds,
  selectionOn,
} from '../model/followed-selection.ts'
import { type RowSelection, type SelectionAction, select } from '../model/selection.ts'
import type { Rows } from './rows.ts'

/**
 * The selection of the place that is shown. A new place starts with nothing; when the rows of the
 * same place move (a refresh, another order, more pages), the selection follows what it stood on.
 */
export function useSelection(
  placeKey: string,
  rows: Rows,
): [RowSelection, (action: SelectionAction) => void] {
  const [held, setHeld] = useState(() => emptySelection(placeKey, rows))

  const dispatch = useCallback(
    (action: SelectionAction) => {
      setHeld(before => {
        const from = selectionOn(before, placeKey, rows)
        return { ...from, selection: select(from.selection, action) }
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
    followSelection(held, rows).then(
      next => {
        if (wanted) setHeld(now => (now === held ? next : now))
      },
      // Newer rows are on their way; it is followed to those.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [held, placeKey, rows])

  return [selectionOn(held, placeKey, rows).selection, dispatch]
}
