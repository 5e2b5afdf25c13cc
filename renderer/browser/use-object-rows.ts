import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { AppError, type Failure } from '#shared/errors.ts'
import type { ListingState, Sort } from '#shared/listing.ts'
import { findRow, type RowsWindow, rowStartingWith } from '../queries/listing-rows.ts'
import { type Listed, listingFailureQuery, listingQuery } from '../queries/listings.ts'
import { NO_ARRIVALS } from './arrivals.ts'
import { type Rows, rowsFrom } from './rows.ts'
import { type RowWindows, useRowWindows } from './use-row-windows.ts'
import type { ViewMark } from './view-mark.ts'

/** The rows of a folder, how far its listing has come, and why it failed. */
export interface ObjectRows extends Rows {
  readonly state: ListingState | undefined
  readonly failure: Failure | undefined
  /** The first page is not there yet. */
  readonly loading: boolean
  /** What is shown: the main process finds the same rows by it. */
  readonly shown: RowsWindow | undefined
  /** Tells which rows are in sight. */
  look(first: number, last: number): void
}

/** Follows the listing of a folder in an order, through a filter; nothing without a folder. */
export function useObjectRows(
  listed: Listed | undefined,
  sort: Sort,
  filterNow: string,
  mark: ViewMark,
): ObjectRows {
  const client = useQueryClient()
  const typed = useMemo(() => ({ mark, filter: filterNow }), [mark, filterNow])
  const deferred = useDeferredValue(typed)
  // What is typed may wait; the filter of another visit may not be seen here.
  const filter = deferred.mark === mark ? deferred.filter : filterNow
  const listing = useQuery(listingQuery(client, listed))
  const state = listed ? listing.data : undefined
  const failed = useQuery(listingFailureQuery(state))
  const id = state?.id
  // Once an empty folder is known to be empty, listing it again is no reason to hide that.
  const [settledId, setSettledId] = useState<string>()
  if (state?.status === 'complete' && settledId !== state.id) setSettledId(state.id)
  const settled = state?.status === 'complete' || (id !== undefined && settledId === id)
  const request = useMemo(
    () => (id === undefined ? undefined : { id, sort, filter }),
    [id, sort, filter],
  )
  const windows = useRowWindows(request, state?.version ?? 0, mark)
  const { arrivals, alike, look } = windows
  const data = listed ? windows.window : undefined

  const rows = useMemo(() => shownRows(data, { arrivals, alike }), [data, arrivals, alike])
  const error = listing.error ?? windows.error
  return useMemo(() => {
    const failure = error ? failureOf(error) : (failed.data ?? undefined)
    const waiting = !state || !data || (isEmpty(state) && !settled)
    return { ...rows, state, failure, loading: !failure && waiting, shown: data, look }
  }, [data, error, failed.data, look, rows, settled, state])
}

/** The rows as they are shown: in the order, and of the version, that they were asked for in. */
function shownRows(
  data: RowsWindow | undefined,
  { arrivals, alike }: Pick<RowWindows, 'arrivals' | 'alike'>,
): Rows {
  if (!data) return NONE
  const { request, version, total } = data
  const { id, sort, filter } = request
  const order = `${id} ${Object.values(sort).join(' ')} ${filter}`
  let others: { readonly upTo: number; readonly windows: readonly RowsWindow[] } | undefined
  return rowsFrom({
    total,
    order,
    stamp: `${version} ${order}`,
    at: index => {
      const near = data.rows[index - data.from]
      if (near) return near
      const upTo = arrivals.count()
      if (others?.upTo !== upTo) others = { upTo, windows: alike(data) }
      for (const other of others.windows) {
        const row = other.rows[index - other.from]
        if (row) return row
      }
      return undefined
    },
    arrivals,
    find: entry => findRow(request, version, entry),
    startingWith: (text, from) => rowStartingWith(request, version, text, from),
  })
}

const NONE = rowsFrom({
  total: 0,
  order: '',
  stamp: '',
  at: () => undefined,
  arrivals: NO_ARRIVALS,
  find: async () => undefined,
  startingWith: async () => undefined,
})

function failureOf(error: unknown): Failure | undefined {
  return error instanceof AppError ? error.failure : undefined
}

function isEmpty({ folders, files }: ListingState): boolean {
  return folders + files === 0
}
