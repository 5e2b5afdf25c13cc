import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { askDelay } from '../model/ask-pace.ts'
import {
  fetchRows,
  type RowsRequest,
  type RowsWindow,
  rowsAtHand,
  rowsQuery,
} from '../queries/listing-rows.ts'
import { type Arrivals, newArrivals } from './arrivals.ts'
import type { ViewMark } from './view-mark.ts'

/** What is at hand of the rows of a listing. */
export interface RowWindows {
  /** The rows where one looked when they were last drawn as a whole, and what they were asked for. */
  readonly window: RowsWindow | undefined
  readonly error: Error | null
  readonly arrivals: Arrivals
  /** Every window that is about the same rows as that one. */
  alike(window: RowsWindow): readonly RowsWindow[]
  /** Tells which rows are in sight: what is not at hand of them is asked for. */
  look(first: number, last: number): void
}

/**
 * The rows around those where one looks. What is scrolled to arrives without anything being drawn
 * but who follows the arrivals; another order, filter or version draws everything that shows rows.
 */
export function useRowWindows(
  request: RowsRequest | undefined,
  version: number,
  mark: ViewMark,
): RowWindows {
  const client = useQueryClient()
  const asked = useQuery(rowsQuery(request, mark, version))
  const [arrivals] = useState(newArrivals)
  const [failed, setFailed] = useState<{ request: RowsRequest; error: Error }>()
  const turn = useRef<{ last: number; timer?: ReturnType<typeof setTimeout> }>({ last: 0 })
  useEffect(() => () => clearTimeout(turn.current.timer), [])

  const look = useCallback(
    (first: number, last: number) => {
      const since = performance.now() - turn.current.last
      const wait = askDelay(mark, { first, last }, since)
      mark.first = first
      mark.last = last
      clearTimeout(turn.current.timer)
      if (!request) return
      const ask = () => {
        turn.current.last = performance.now()
        fetchRows(client, request, mark, version).then(
          () => {
            setFailed(undefined)
            arrivals.tell()
          },
          (error: Error) => setFailed({ request, error }),
        )
      }
      if (wait <= 0) ask()
      else turn.current.timer = setTimeout(ask, wait)
    },
    [client, request, version, mark, arrivals],
  )
  const alike = useCallback(
    (window: RowsWindow) => rowsAtHand(client, window.request, window.version),
    [client],
  )
  const error = failed && failed.request === request ? failed.error : asked.error
  return { window: asked.data, error, arrivals, alike, look }
}
