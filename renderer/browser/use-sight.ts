import { useCallback, useEffect, useRef, useState } from 'react'
import { rowWindow } from '../model/row-window.ts'
import type { ViewMark } from './view-mark.ts'

/**
 * While the scroll bar is dragged far, rows are asked for no more often than this: nobody reads them,
 * and the whole window is drawn anew with them.
 */
const PAUSE_MS = 200

/**
 * Which rows to have at hand; at first those that were in sight when one left. Changes only when
 * other rows have to be asked for: the whole window is drawn anew then.
 */
export function useSight(mark: ViewMark) {
  const [seen, setSeen] = useState({ mark, first: mark.first, last: mark.last })
  const turn = useRef<{ last: number; timer?: ReturnType<typeof setTimeout> }>({ last: 0 })
  useEffect(() => () => clearTimeout(turn.current.timer), [])

  const look = useCallback(
    (first: number, last: number) => {
      mark.first = first
      mark.last = last
      clearTimeout(turn.current.timer)
      const see = () => {
        turn.current.last = performance.now()
        setSeen(before =>
          before.mark === mark && isSameWindow(before, mark)
            ? before
            : { mark, first: mark.first, last: mark.last },
        )
      }
      const wait = turn.current.last + PAUSE_MS - performance.now()
      if (wait <= 0) see()
      else turn.current.timer = setTimeout(see, wait)
    },
    [mark],
  )
  return [seen.mark === mark ? seen : mark, look] as const
}

function isSameWindow(one: Sight, other: Sight): boolean {
  const a = rowWindow(one.first, one.last)
  const b = rowWindow(other.first, other.last)
  return a.from === b.from && a.to === b.to
}

type Sight = Pick<ViewMark, 'first' | 'last'>
