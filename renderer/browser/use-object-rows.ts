import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { AppError, type Failure } from '#shared/errors.ts'
import type { ListingState, Sort } from '#shared/listing.ts'
import {
  findRow,
  type RowsWindow,
  rowStartingWith,
  rowsAtHand,
  rowsQuery,
} from '../queries/listing-rows.ts'
import { type Listed, listingFailureQuery, listingQuery } from '../queries/listings.ts'
import { type Rows, rowsFrom } from './rows.ts'
import { useSight } from './use-sight.ts'
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
  const [sight, look] = useSight(mark)
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
  const asked = useQuery(rowsQuery(request, sight, state?.version ?? 0))
  const data = listed ? asked.data : undefined

  const rows = useMemo(() => shownRows(client, data), [client, data])
  const error = listing.error ?? asked.error
  return useMemo(() => {
    const failure = error ? failureOf(error) : (failed.data ?? undefined)
    const waiting = !state || !data || (isEmpty(state) && !settled)
    return { ...rows, state, failure, loading: !failure && waiting, shown: data, look }
  }, [data, error, failed.data, look, rows, settled, state])
}

/** The rows as they are shown: in the order, and of the version, that they were asked for in. */
function shownRows(client: QueryClient, data: RowsWindow | undefined): Rows {
  if (!data) return NONE
  const { request, version, total } = data
  const { id, sort, filter } = request
  let others: RowsWindow[] | undefined
  return rowsFrom({
    total,
    stamp: `${id} ${version} ${Object.values(sort).join(' ')} ${filter}`,
    at: index => {
      const near = data.rows[index - data.from]
      if (near) return near
      others ??= rowsAtHand(client, request, version)
      for (const other of others) {
        const row = other.rows[index - other.from]
        if (row) return row
      }
      return undefined
    },
    find: entry => findRow(request, version, entry),
    startingWith: (text, from) => rowStartingWith(request, version, text, from),
  })
}

const NONE = rowsFrom({
  total: 0,
  stamp: '',
  at: () => undefined,
  find: async () => undefined,
  startingWith: async () => undefined,
})

function failureOf(error: unknown): Failure | undefined {
  return error instanceof AppError ? error.failure : undefined
}

function isEmpty({ folders, files }: ListingState): boolean {
  return folders + files === 0
}
