import { keepPreviousData, type QueryClient, type UseQueryOptions } from '@tanstack/react-query'
import type { MethodOutput } from '#shared/ipc/contract.ts'
import type { Sort } from '#shared/listing.ts'
import type { Selection } from '#shared/transfer.ts'
import { call } from '../api/client.ts'
import { rowWindow } from '../model/row-window.ts'
import type { RowRange } from '../model/selection.ts'

/** Which rows of which listing: its session, and the order they are counted in. */
export interface RowsRequest {
  readonly id: string
  readonly sort: Sort
  readonly filter: string
}

export type RowsWindow = MethodOutput<'listings.rows'> & { readonly from: number }

/**
 * The rows around `first` to `last`. When the listing has a newer `version` they are asked for
 * again, one request at a time; until they are there, the rows that were shown stay.
 */
export function rowsQuery(
  request: RowsRequest | undefined,
  sight: { readonly first: number; readonly last: number },
  version: number,
): UseQueryOptions<RowsWindow> & { queryKey: readonly unknown[] } {
  const { from, to } = rowWindow(sight.first, sight.last)
  return {
    queryKey: [...rowsKey(request), from, to],
    enabled: request !== undefined,
    queryFn: async ({ signal }) => {
      if (!request) throw new Error('Only an enabled query runs.')
      return { ...(await call('listings.rows', { ...request, from, to }, signal)), from }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    placeholderData: (previous, query) =>
      query?.queryKey[1] === request?.id ? keepPreviousData(previous) : undefined,
    refetchInterval: ({ state }) => (state.data && state.data.version < version ? 20 : false),
    refetchIntervalInBackground: true,
  }
}

/** Every window of rows that is at hand for a request and still true. */
export function rowsAtHand(
  client: QueryClient,
  request: RowsRequest,
  version: number,
): RowsWindow[] {
  return client
    .getQueriesData<RowsWindow>({ queryKey: rowsKey(request) })
    .flatMap(([, data]) => (data && data.version === version ? [data] : []))
}

/** The row a key or prefix stands on; `undefined` when it is not there. */
export async function findRow(request: RowsRequest, entry: string): Promise<number | undefined> {
  return (await call('listings.find', { ...request, entry })).row
}

/** What stands on ranges of rows, as what a plan takes. */
export function selectRows(request: RowsRequest, ranges: readonly RowRange[]): Promise<Selection> {
  return call('listings.select', { ...request, ranges: ranges.map(range => ({ ...range })) })
}

function rowsKey(request: RowsRequest | undefined): readonly unknown[] {
  return ['rows', request?.id, request?.sort, request?.filter]
}
