import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { AppError, type Failure } from '#shared/errors.ts'
import type { ListingState, Sort } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import { findRow, type RowsWindow, rowsAtHand, rowsQuery } from '../queries/listing-rows.ts'
import { listingFailureQuery, listingQuery } from '../queries/listings.ts'
import { type Rows, rowsFrom } from './rows.ts'

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

/** Follows the listing of a folder in an order, through a filter; nothing without a location. */
export function useObjectRows(
  location: Location | undefined,
  sort: Sort,
  filterNow: string,
): ObjectRows {
  const client = useQueryClient()
  const filter = useDeferredValue(filterNow)
  const [sight, setSight] = useState({ first: 0, last: 60 })
  const look = useCallback(
    (first: number, last: number) =>
      setSight(before =>
        before.first === first && before.last === last ? before : { first, last },
      ),
    [],
  )
  const listing = useQuery(listingQuery(client, location))
  const state = location ? listing.data : undefined
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
  const data = location ? asked.data : undefined

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
  return rowsFrom({
    total,
    stamp: `${id} ${version} ${sort.column} ${sort.direction} ${sort.foldersFirst} ${filter}`,
    at: index => {
      const near = data.rows[index - data.from]
      if (near) return near
      for (const other of rowsAtHand(client, request, version)) {
        const row = other.rows[index - other.from]
        if (row) return row
      }
      return undefined
    },
    find: entry => findRow(request, version, entry),
  })
}

const NONE = rowsFrom({
  total: 0,
  stamp: '',
  at: () => undefined,
  find: async () => undefined,
})

function failureOf(error: unknown): Failure | undefined {
  return error instanceof AppError ? error.failure : undefined
}

function isEmpty({ folders, files }: ListingState): boolean {
  return folders + files === 0
}
