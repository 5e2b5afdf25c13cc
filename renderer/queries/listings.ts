import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { AppError } from '#shared/errors.ts'
import type { ListingState } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import { call, subscribe } from '../api/client.ts'

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

/** Lists a place again, or marks it to be listed again when it is next shown. */
export function refreshListing(client: QueryClient, location: Location): Promise<void> {
  return client.invalidateQueries({ queryKey: listingKey(location), exact: true })
}

/** Lists every place of a profile again: another key or endpoint may see something else. */
export function refreshListingsOf(client: QueryClient, profileId: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ['listing', profileId] })
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
  // A profile that was edited may now be let in, or be kept out.
  const stopProfiles = subscribe('profiles.changed', () => {
    void client.invalidateQueries({ queryKey: ['listing'] })
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
    stopProfiles()
    stopCache()
  }
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
