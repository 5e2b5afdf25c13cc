import { z } from 'zod'
import { PailLink } from '../../addresses/pail-link.ts'
import { Location } from '../../location.ts'
import { Favorite, Places } from '../../places.ts'
import { ProfileId } from '../../profile.ts'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

const id = Favorite.shape.id

/** Favorites, recent places, what stands at a level of a bucket, and links from outside. */
export const placesMethods = {
  'places.get': method(nothing, Places),
  /** Adds a favorite before the one at `index`, else at the end; one that is there stays. */
  'places.addFavorite': method(
    z.object({ location: Location, index: z.number().int().min(0).optional() }),
    Places,
  ),
  /** An empty name gives it the one of its folder again. */
  'places.renameFavorite': method(z.object({ id, name: z.string().trim().max(255) }), Places),
  /** `to` is the index in the list without it. */
  'places.moveFavorite': method(z.object({ id, to: z.number().int().min(0) }), Places),
  'places.removeFavorite': method(z.object({ id }), Places),
  /** Notes that a place was shown, unless the settings say that none are kept. */
  'places.visit': method(z.object({ location: Location }), nothing),
  /** Forgets the recent places of a profile, or all. */
  'places.clearRecents': method(z.object({ profileId: ProfileId.optional() }), Places),
  'places.useAction': method(z.object({ action: z.string().min(1).max(64) }), nothing),
  /**
   * The contexts that begin with a prefix, up to the next delimiter: one page, one request. `more`
   * says that there are others behind it.
   */
  'places.contexts': method(
    z.object({
      profileId: ProfileId,
      bucket: z.string().min(1).max(255),
      prefix: z.string().max(1024),
    }),
    z.object({ prefixes: z.array(z.string()), more: z.boolean() }),
  ),
  /** The link that Pail was opened with and nobody has followed yet; the caller then has it. */
  'places.takeLink': method(nothing, z.object({ link: PailLink.optional() })),
} as const
