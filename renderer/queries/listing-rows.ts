import { keepPreviousData, type QueryClient, type UseQueryOptions } from '@tanstack/react-query'
import { AppError } from '#shared/errors.ts'
import type { MethodOutput } from '#shared/ipc/contract.ts'
import type { Sort } from '#shared/listing.ts'
import type { HeldSelection, Selection } from '#shared/transfer.ts'
import { call } from '../api/client.ts'
import { rowWindow } from '../model/row-window.ts'
import type { RowRange } from '../model/selection.ts'

/** Which rows of which listing: its session, and the order they are counted in. */
export interface RowsRequest {
  readonly id: string
  readonly sort: Sort
  readonly filter: string
}

/** Rows that are at hand, and what they were asked for. */
export type RowsWindow = MethodOutput<'listings.rows'> & {
  readonly from: number
  readonly request: RowsRequest
}

/** The rows that have to be at hand, counted from 0. */
interface Sight {
  readonly first: number
  readonly last: number
}

/**
 * The rows around `first` to `last`. When the listing has a newer `version` they are asked for
 * again, one request at a time; until they are there, the rows that were shown stay.
 */
export function rowsQuery(
  request: RowsRequest | undefined,
  sight: Sight,
  version: number,
): UseQueryOptions<RowsWindow> & { queryKey: readonly unknown[] } {
  return {
    ...windowQuery(request, sight),
    enabled: request !== undefined,
    placeholderData: (previous, query) =>
      query?.queryKey[1] === request?.id ? keepPreviousData(previous) : undefined,
    refetchInterval: ({ state }) => (state.data && state.data.version < version ? 20 : false),
    refetchIntervalInBackground: true,
  }
}

/** Gets the rows in sight, and those around them, unless they are at hand in that version. */
export async function fetchRows(
  client: QueryClient,
  request: RowsRequest,
  sight: Sight,
  version: number,
): Promise<void> {
  const query = windowQuery(request, sight)
  const known = client.getQueryData<RowsWindow>(query.queryKey)
  if (!known || known.version < version) await client.fetchQuery({ ...query, staleTime: 0 })
}

function windowQuery(request: RowsRequest | undefined, sight: Sight) {
  const { from, to } = rowWindow(sight.first, sight.last)
  return {
    queryKey: [...rowsKey(request), from, to],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<RowsWindow> => {
      if (!request) throw new Error('Only an enabled query runs.')
      return { ...(await call('listings.rows', { ...request, from, to }, signal)), from, request }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 600_000,
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

/**
 * The row a key or prefix stands on in that version of the listing; `undefined` when it is not
 * there.
 *
 * @throws AppError `changed-meanwhile` when the listing has moved on.
 */
export async function findRow(
  request: RowsRequest,
  version: number,
  entry: string,
): Promise<number | undefined> {
  const { row } = await call('listings.find', { ...request, entry })
  await checkVersion(request, version)
  return row
}

/** The next row of that version of the listing, from `from` on, whose name begins with a text. */
export async function rowStartingWith(
  request: RowsRequest,
  version: number,
  text: string,
  from: number,
): Promise<number | undefined> {
  const { row } = await call('listings.typeAhead', { ...request, text, from })
  await checkVersion(request, version)
  return row
}

/**
 * What stands on ranges of rows in that version of the listing by their names.
 *
 * @throws AppError `changed-meanwhile` when the listing has moved on: other objects may stand
 * there now than those the user saw.
 */
export async function selectRows(
  request: RowsRequest,
  version: number,
  ranges: readonly RowRange[],
): Promise<Selection> {
  const copies = ranges.map(range => ({ ...range }))
  const selection = await call('listings.select', { ...request, ranges: copies })
  await checkVersion(request, version)
  return selection
}

/**
 * Holds what stands on ranges of rows in that version of the listing, for a job.
 *
 * @throws AppError `changed-meanwhile` when the listing has moved on.
 */
export function holdRows(
  request: RowsRequest,
  version: number,
  ranges: readonly RowRange[],
): Promise<HeldSelection> {
  const copies = ranges.map(range => ({ ...range }))
  return call('listings.hold', { ...request, version, ranges: copies })
}

/** Versions only grow: when it is still the same after an answer, the answer was about it. */
async function checkVersion(request: RowsRequest, version: number): Promise<void> {
  const now = await call('listings.rows', { ...request, from: 0, to: 0 })
  if (now.version === version) return
  throw new AppError({
    code: 'changed-meanwhile',
    message: 'The listing changed meanwhile.',
    remedy: 'Wait until it is complete, then try again.',
  })
}

function rowsKey(request: RowsRequest | undefined): readonly unknown[] {
  return ['rows', request?.id, request?.sort, request?.filter]
}
