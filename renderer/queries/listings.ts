import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  type UseQueryOptions,
} from '@tanstack/react-query'
import { AppError } from '#shared/errors.ts'
import type { MethodOutput } from '#shared/ipc/contract.ts'
import type { ListingState, Sort } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import { call, subscribe } from '../api/client.ts'

/** Which rows of which listing: its session, and the order they are counted in. */
export interface RowsRequest {
  readonly id: string
  readonly sort: Sort
  readonly filter: string
}

export type RowsWindow = MethodOutput<'listings.rows'> & { readonly from: number }

/** Rows are asked for in windows that start and end on a multiple of this. */
const CHUNK = 100
/** A folder one comes back to within this time is shown as it was, and not listed again. */
const FRESH_MS = 5_000

const listingKey = ({ profileId, bucket, prefix }: Location) => [
  'listing',
  profileId,
  bucket,
  prefix,
]

/** The latest state of each session, for announcements that overtake the reply to their call. */
const announced = new Map<string, ListingState>()

/**
 * The listing session of a place: opened when first shown, refreshed in place when shown again or
 * invalidated, closed when nobody has shown it for a minute.
 */
export function listingQuery(client: QueryClient, location: Location | undefined) {
  return queryOptions({
    queryKey: location ? listingKey(location) : ['listing'],
    enabled: location !== undefined,
    queryFn: async () => {
      if (!location) throw new Error('Only an enabled query runs.')
      const open = client.getQueryData<ListingState>(listingKey(location))
      const state =
        (open && (await refreshed(open.id))) ?? (await call('listings.open', { location }))
      return latest(state)
    },
    staleTime: FRESH_MS,
    gcTime: 60_000,
  })
}

/** Why a listing failed: asked for when its state says so. */
export function listingFailureQuery(state: ListingState | undefined) {
  return queryOptions({
    queryKey: ['listing-failure', state?.id, state?.version],
    enabled: state?.status === 'failed',
    queryFn: async () => {
      const { failure } = await call('listings.state', { id: state?.id ?? '' })
      return failure ?? null
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5_000,
  })
}

/**
 * The rows around `first` to `last`. When the listing has a newer `version` they are asked for
 * again, one request at a time; until they are there, the rows that were shown stay.
 */
export function rowsQuery(
  request: RowsRequest | undefined,
  sight: { readonly first: number; readonly last: number },
  version: number,
): UseQueryOptions<RowsWindow> & { queryKey: readonly unknown[] } {
  const from = Math.max(0, Math.floor(sight.first / CHUNK) - 1) * CHUNK
  const to = Math.min(from + 5 * CHUNK, (Math.ceil(sight.last / CHUNK) + 1) * CHUNK)
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

/** Lists a place again, or marks it to be listed again when it is next shown. */
export function refreshListing(client: QueryClient, location: Location): Promise<void> {
  return client.invalidateQueries({ queryKey: listingKey(location), exact: true })
}

/** Keeps the sessions in the cache true, and closes those that leave it. */
export function followListings(client: QueryClient): () => void {
  const stopState = subscribe('listing.changed', state => {
    announced.set(state.id, state)
    client.setQueriesData<ListingState>({ queryKey: ['listing'] }, known =>
      known?.id === state.id && known.version < state.version ? state : known,
    )
  })
  const stopObjects = subscribe('objects.changed', ({ locations }) => {
    for (const location of locations) void refreshListing(client, location)
  })
  const stopCache = client.getQueryCache().subscribe(({ type, query }) => {
    const state: ListingState | undefined = query.state.data
    if (type !== 'removed' || query.queryKey[0] !== 'listing' || !state) return
    announced.delete(state.id)
    // Closing is a kindness: a session that is gone already, or a shell that is, needs none.
    call('listings.close', { id: state.id }).catch(() => undefined)
  })
  return () => {
    stopState()
    stopObjects()
    stopCache()
  }
}

function rowsKey(request: RowsRequest | undefined): readonly unknown[] {
  return ['rows', request?.id, request?.sort, request?.filter]
}

/** Lists an open session again; `undefined` when the main process no longer has it. */
async function refreshed(id: string): Promise<ListingState | undefined> {
  try {
    await call('listings.refresh', { id })
    return (await call('listings.state', { id })).state
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return undefined
    throw error
  }
}

function latest(state: ListingState): ListingState {
  const news = announced.get(state.id)
  return news && news.version > state.version ? news : state
}
