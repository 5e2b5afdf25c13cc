import { z } from 'zod'
import { Location } from './location.ts'

/** The most that are kept: of favorites, and of recents for each profile and for all together. */
export const MAX_FAVORITES = 500
export const MAX_RECENTS = 50
const MAX_ALL_RECENTS = 500
const MAX_USED = 30

/** A location that is kept, with the name its profile had: it may be gone when it is looked at. */
const KeptLocation = Location.extend({ profileLabel: z.string().max(80) })

/** A place that the user wants at hand. */
export const Favorite = KeptLocation.extend({
  id: z.string().min(1).max(64),
  /** What the user calls it; else it is called after its folder. */
  name: z.string().min(1).max(255).optional(),
})
export type Favorite = z.infer<typeof Favorite>

/** A place that was visited, and when, in milliseconds since the Unix epoch. */
export const RecentPlace = KeptLocation.extend({ visited: z.number() })
export type RecentPlace = z.infer<typeof RecentPlace>

/** The places that Pail keeps at hand. Holds no secret: a location has none. */
export const Places = z.object({
  /** In the user's order. */
  favorites: z.array(Favorite),
  /** Latest first, each location once. */
  recents: z.array(RecentPlace),
  /** Ids of the actions that were chosen in the palette, latest first. */
  usedActions: z.array(z.string().min(1).max(64)),
})
export type Places = z.infer<typeof Places>

export const NO_PLACES: Places = { favorites: [], recents: [], usedActions: [] }

/** Notes a visit: the location comes first, and the oldest ones go. */
export function withVisit(recents: readonly RecentPlace[], visit: RecentPlace): RecentPlace[] {
  const latest = [visit, ...recents.filter(other => !sameLocation(other, visit))]
  const own = latest.filter(({ profileId }) => profileId === visit.profileId)
  const oldest = own.at(MAX_RECENTS)
  return latest.filter(recent => recent !== oldest).slice(0, MAX_ALL_RECENTS)
}

/** Puts the favorite at an index of the list as it is without it. */
export function withMoved(favorites: readonly Favorite[], id: string, to: number): Favorite[] {
  const moved = favorites.find(favorite => favorite.id === id)
  return moved === undefined
    ? [...favorites]
    : favorites.filter(favorite => favorite !== moved).toSpliced(to, 0, moved)
}

/** Notes that an action was chosen. */
export function withUsed(used: readonly string[], id: string): string[] {
  return [id, ...used.filter(other => other !== id)].slice(0, MAX_USED)
}

/** Whether two are one place of one profile. */
export function sameLocation(a: Location, b: Location): boolean {
  return a.profileId === b.profileId && a.bucket === b.bucket && a.prefix === b.prefix
}
