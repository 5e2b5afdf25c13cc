import { type Location, parentLocation } from '#shared/location.ts'

/** What the window shows: nothing yet, the buckets of a profile, or a folder in a bucket. */
export type Place =
  | { readonly type: 'welcome' }
  | { readonly type: 'profile'; readonly profileId: string }
  | { readonly type: 'folder'; readonly location: Location }

/** A place in the history, and the entry (key, prefix or bucket) that had the focus there. */
export interface Visit {
  readonly place: Place
  readonly entry?: string | undefined
}

/** Where the window has been. `visits` is never empty; `at` is the one that is shown. */
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
  /** Keeps which entry had the focus, for when the user comes back. */
  | { readonly type: 'remember'; readonly entry: string | undefined }
  /** The profile is gone: so is every place of it. */
  | { readonly type: 'forget'; readonly profileId: string }

export const START: Navigation = { visits: [{ place: { type: 'welcome' } }], at: 0 }

/** Longer histories lose their beginning. */
const MAX_VISITS = 200

/** The visit that is shown. */
export function currentVisit({ visits, at }: Navigation): Visit {
  return visits[at] ?? { place: { type: 'welcome' } }
}

/** The place one step up and the entry one comes from; `undefined` at the top. */
export function placeAbove(place: Place): { place: Place; entry: string } | undefined {
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
  if (a.type !== 'folder' || b.type !== 'folder') return true
  return a.location.bucket === b.location.bucket && a.location.prefix === b.location.prefix
}

/** The one place where the history changes. */
export function navigate(navigation: Navigation, action: NavigationAction): Navigation {
  const { visits, at } = navigation
  switch (action.type) {
    case 'go': {
      const visit = { place: action.place, entry: action.entry }
      if (samePlace(action.place, currentVisit(navigation).place)) {
        return { visits: visits.with(at, visit), at }
      }
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
    case 'remember': {
      const visit = visits[at]
      if (visit === undefined || visit.entry === action.entry) return navigation
      return { visits: visits.with(at, { ...visit, entry: action.entry }), at }
    }
    case 'forget':
      return forget(navigation, action.profileId)
    default:
      return action satisfies never
  }
}

function forget({ visits, at }: Navigation, profileId: string): Navigation {
  const stays = (visit: Visit) => profileOf(visit.place) !== profileId
  const kept = visits.filter(stays)
  if (kept.length === visits.length) return { visits, at }
  if (kept.length === 0) return START
  const before = visits.slice(0, at + 1).filter(stays).length
  return { visits: kept, at: Math.max(0, before - 1) }
}
