import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { AppError } from '#shared/errors.ts'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import type { ListingState } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import { call, subscribe } from '../api/client.ts'

/** A folder one comes back to within this time is shown as it was, and not listed again. */
const FRESH_MS = 5_000

/** A place that was left can be come back to at once for this long… */
const KEPT_MS = 600_000
/** …unless so many others were left since, or the rows of all of them take too much memory. */
const MOST_KEPT = 12
const MOST_ROWS_KEPT = 3_000_000
/** Windows of rows that were scrolled past. */
const MOST_WINDOWS_KEPT = 60

/** What lists: a folder of a bucket, or one of this computer. */
export type Listed = Location | LocalFolder

const listingKey = (listed: Listed) =>
  'handle' in listed
    ? [...LOCAL_KEY, listed.handle]
    : ['listing', listed.profileId, listed.bucket, listed.prefix]
/** No profile has an empty id. */
const LOCAL_KEY = ['listing', '']

/** The latest state of each session, for announcements that overtake the reply to their call. */
const announced = new Map<string, ListingState>()

/**
 * The listing session of a place: opened when first shown, refreshed in place when shown again or
 * invalidated, closed when nobody has shown it for a while, or many others since.
 */
export function listingQuery(client: QueryClient, listed: Listed | undefined) {
  return queryOptions({
    queryKey: listed ? listingKey(listed) : ['listing'],
    enabled: listed !== undefined,
    queryFn: async () => {
      if (!listed) throw new Error('Only an enabled query runs.')
      const open = client.getQueryData<ListingState>(listingKey(listed))
      const state = (open && (await refreshed(open.id))) ?? (await opened(listed))
      return latest(state)
    },
    staleTime: FRESH_MS,
    gcTime: KEPT_MS,
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
export function refreshListing(client: QueryClient, location: Listed): Promise<void> {
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
    for (const query of client.getQueryCache().findAll({ queryKey: ['listing'] })) {
      const known = query.state.data as ListingState | undefined
      if (known?.id !== state.id || known.version >= state.version) continue
      // New data makes a query fresh, and this may be about rows from before the change.
      const { isInvalidated } = query.state
      query.setData(state)
      if (isInvalidated) query.invalidate()
    }
  })
  const stopObjects = subscribe('objects.changed', ({ locations }) => {
    for (const location of locations) void refreshListing(client, location)
  })
  // Downloads that end have changed some folder of this computer.
  let ended = 0
  const stopTransfers = subscribe('transfers.changed', ({ done, failed, canceled }) => {
    const now = done + failed + canceled
    if (now > ended) void client.invalidateQueries({ queryKey: LOCAL_KEY })
    ended = now
  })
  // A profile that was edited may now be let in, or be kept out.
  const stopProfiles = subscribe('profiles.changed', () => {
    void client.invalidateQueries({ queryKey: ['listing'] })
  })
  const stopCache = client.getQueryCache().subscribe(({ type, query }) => {
    // Not at once: what is come back to has nobody who shows it for a moment.
    if (type === 'observerRemoved' || type === 'added') setTimeout(() => closeOldest(client))
    const state: ListingState | undefined = query.state.data
    if (type !== 'removed' || query.queryKey[0] !== 'listing' || !state) return
    announced.delete(state.id)
    // Closing is a kindness: a session that is gone already, or a shell that is, needs none.
    call('listings.close', { id: state.id }).catch(() => undefined)
  })
  return () => {
    stopState()
    stopObjects()
    stopTransfers()
    stopProfiles()
    stopCache()
  }
}

/** Lets go of the places that were left longest ago. */
function closeOldest(client: QueryClient): void {
  const cache = client.getQueryCache()
  const leftLast = (what: string) =>
    cache
      .findAll({ queryKey: [what], type: 'inactive', fetchStatus: 'idle' })
      .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  let rows = 0
  leftLast('listing').forEach((query, index) => {
    const state = query.state.data as ListingState | undefined
    rows += (state?.files ?? 0) + (state?.folders ?? 0)
    if (index > 0 && (index >= MOST_KEPT || rows > MOST_ROWS_KEPT)) cache.remove(query)
  })
  for (const query of leftLast('rows').slice(MOST_WINDOWS_KEPT)) cache.remove(query)
}

function opened(listed: Listed): Promise<ListingState> {
  return 'handle' in listed
    ? call('local.list', { handle: listed.handle })
    : call('listings.open', { location: listed })
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
