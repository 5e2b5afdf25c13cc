import { DEFAULT_SORT, type Sort } from '#shared/listing.ts'
import { type Location, parentLocation } from '#shared/location.ts'
import { type LocalPlace, localAbove } from './local-place.ts'

/** What a pane shows: nothing yet, the buckets of a profile, or a folder: in a bucket, or local. */
export type Place =
  | { readonly type: 'welcome' }
  | { readonly type: 'profile'; readonly profileId: string }
  | { readonly type: 'folder'; readonly location: Location }
  | LocalPlace

/**
 * A place in the history, and how it was looked at: one comes back to the same order and filter.
 * `number` tells it from every other visit of its history.
 */
export interface Visit {
  readonly number: number
  readonly place: Place
  readonly order: Sort
  readonly filter: string
  /** The entry (key, prefix or bucket) to select once its row is there. */
  readonly entry?: string | undefined
}

/** Where a pane has been. `visits` is never empty; `at` is the one that is shown. */
export interface Navigation {
  readonly visits: readonly Visit[]
  readonly at: number
}

export type NavigationAction =
  /** `entry` is what to select on arrival. */
  | { readonly type: 'go'; readonly place: Place; readonly entry?: string | undefined }
  | { readonly type: 'back' }
  | { readonly type: 'forward' }
  | { readonly type: 'up' }
  /** The entry that was to be selected is. */
  | { readonly type: 'arrive' }
  | { readonly type: 'order'; readonly order: Sort }
  | { readonly type: 'filter'; readonly filter: string }
  /** The profile is gone: so is every place of it. */
  | { readonly type: 'forget'; readonly profileId: string }

/** Longer histories lose their beginning. */
const MAX_VISITS = 200

/** A history that begins at a place. */
export function startAt(place: Place): Navigation {
  return { visits: [{ number: 0, place, order: DEFAULT_SORT, filter: '' }], at: 0 }
}

export const START: Navigation = startAt({ type: 'welcome' })

/** The visit that is shown. */
export function currentVisit({ visits, at }: Navigation): Visit {
  const visit = visits[at]
  if (!visit) throw new Error('A history has a visit wherever it is.')
  return visit
}

/** The place one step up and the entry one comes from; `undefined` at the top. */
export function placeAbove(place: Place): { place: Place; entry: string } | undefined {
  if (place.type === 'local') return localAbove(place)
  if (place.type !== 'folder') return undefined
  const { location } = place
  const parent = parentLocation(location)
  return parent === undefined
    ? { place: { type: 'profile', profileId: location.profileId }, entry: location.bucket }
    : { place: { type: 'folder', location: parent }, entry: location.prefix }
}

/** The profile a place belongs to. */
export function profileOf(place: Place): string | undefined {
  switch (place.type) {
    case 'welcome':
    case 'local':
      return undefined
    case 'profile':
      return place.profileId
    case 'folder':
      return place.location.profileId
    default:
      return place satisfies never
  }
}

export function samePlace(a: Place, b: Place): boolean {
  if (a.type !== b.type || profileOf(a) !== profileOf(b)) return false
  if (a.type === 'local' && b.type === 'local') return a.folder.handle === b.folder.handle
  if (a.type !== 'folder' || b.type !== 'folder') return true
  return a.location.bucket === b.location.bucket && a.location.prefix === b.location.prefix
}

/** The one place where the history changes. */
export function navigate(navigation: Navigation, action: NavigationAction): Navigation {
  const { visits, at } = navigation
  switch (action.type) {
    case 'go': {
      const { place, entry } = action
      const now = currentVisit(navigation)
      if (samePlace(place, now.place)) return changed(navigation, { place, entry })
      // The order goes along from place to place, the filter does not.
      const number = Math.max(...visits.map(visit => visit.number)) + 1
      const visit: Visit = { number, place, entry, order: now.order, filter: '' }
      const kept = [...visits.slice(0, at + 1), visit].slice(-MAX_VISITS)
      return { visits: kept, at: kept.length - 1 }
    }
    case 'back':
      return at > 0 ? { visits, at: at - 1 } : navigation
    case 'forward':
      return at < visits.length - 1 ? { visits, at: at + 1 } : navigation
    case 'up': {
      const above = placeAbove(currentVisit(navigation).place)
      return above === undefined ? navigation : navigate(navigation, { type: 'go', ...above })
    }
    case 'arrive':
      return changed(navigation, { entry: undefined })
    case 'order':
      return changed(navigation, { order: action.order })
    case 'filter':
      return changed(navigation, { filter: action.filter })
    case 'forget':
      return forget(navigation, action.profileId)
    default:
      return action satisfies never
  }
}

function changed(navigation: Navigation, change: Partial<Visit>): Navigation {
  const { visits, at } = navigation
  return { visits: visits.with(at, { ...currentVisit(navigation), ...change }), at }
}

function forget({ visits, at }: Navigation, profileId: string): Navigation {
  const stays = (visit: Visit) => profileOf(visit.place) !== profileId
  const kept = visits.filter(stays)
  if (kept.length === visits.length) return { visits, at }
  if (kept.length === 0) return START
  const before = visits.slice(0, at + 1).filter(stays).length
  return { visits: kept, at: Math.max(0, before - 1) }
}
