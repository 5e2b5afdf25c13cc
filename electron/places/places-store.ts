import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '#shared/errors.ts'
import type { Location } from '#shared/location.ts'
import {
  Favorite,
  MAX_FAVORITES,
  NO_PLACES,
  Places,
  RecentPlace,
  sameLocation,
  withMoved,
  withUsed,
  withVisit,
} from '#shared/places.ts'
import { type Damage, JsonFile, type JsonFormat } from '../files/json-file.ts'

export interface PlacesStoreOptions {
  readonly file: string
  /** Whether visits are noted at all. */
  readonly keepsRecents: () => boolean
  /** What a profile is called now; throws when it is not there. */
  readonly labelOf: (profileId: string) => string
  readonly onChange: (places: Places) => void
}

/** Favorites and recent places, in memory and in a file. Every change rejects with `local-file`. */
export class PlacesStore {
  readonly #options: PlacesStoreOptions
  readonly #file: JsonFile<Places>

  constructor(options: PlacesStoreOptions) {
    this.#options = options
    this.#file = new JsonFile(options.file, FORMAT)
  }

  /** What could not be read of the file, and where it was kept. */
  get damage(): Damage | undefined {
    return this.#file.damage
  }

  get(): Places {
    return this.#file.value
  }

  addFavorite(location: Location, index = MAX_FAVORITES): Promise<Places> {
    const favorite = Favorite.parse({ ...this.#kept(location), id: randomUUID() })
    return this.#change(places => {
      if (places.favorites.some(other => sameLocation(other, favorite))) return places
      if (places.favorites.length >= MAX_FAVORITES) throw tooMany()
      return { ...places, favorites: places.favorites.toSpliced(index, 0, favorite) }
    })
  }

  renameFavorite(id: string, name: string): Promise<Places> {
    return this.#change(places => ({
      ...places,
      favorites: places.favorites.map(favorite => {
        const { name: _, ...rest } = favorite
        if (favorite.id !== id) return favorite
        return name === '' ? rest : { ...rest, name }
      }),
    }))
  }

  moveFavorite(id: string, to: number): Promise<Places> {
    return this.#change(places => ({ ...places, favorites: withMoved(places.favorites, id, to) }))
  }

  removeFavorite(id: string): Promise<Places> {
    return this.#change(places => ({
      ...places,
      favorites: places.favorites.filter(favorite => favorite.id !== id),
    }))
  }

  async visit(location: Location): Promise<void> {
    if (!this.#options.keepsRecents()) return
    const visit = RecentPlace.parse({ ...this.#kept(location), visited: Date.now() })
    await this.#change(places => ({ ...places, recents: withVisit(places.recents, visit) }))
  }

  /** Forgets the visits of one profile, or all of them. */
  clearRecents(profileId?: string): Promise<Places> {
    return this.#change(places => ({
      ...places,
      recents: places.recents.filter(
        recent => profileId !== undefined && recent.profileId !== profileId,
      ),
    }))
  }

  async useAction(action: string): Promise<void> {
    await this.#change(places => ({ ...places, usedActions: withUsed(places.usedActions, action) }))
  }

  #kept(location: Location) {
    return { ...location, profileLabel: this.#options.labelOf(location.profileId) }
  }

  async #change(change: (places: Places) => Places): Promise<Places> {
    const places = await this.#file.update(change)
    this.#options.onChange(places)
    return places
  }
}

const FORMAT: JsonFormat<Places> = {
  what: 'favorites and recent places',
  version: 1,
  empty: NO_PLACES,
  read: data => {
    const whole = Places.safeParse(data)
    return whole.success ? { value: whole.data } : salvage(data)
  },
  write: places => places,
}

/** Keeps every entry that is whole; one bad entry must not cost the user the others. */
function salvage(data: object): { value: Places; lost: string } | undefined {
  const lists = z
    .object({ favorites: z.array(z.unknown()) })
    .loose()
    .safeParse(data)
  if (!lists.success) return undefined
  const favorites = whole(Favorite, lists.data.favorites)
  const recents = whole(RecentPlace, lists.data['recents'])
  const value = { favorites, recents, usedActions: [] }
  const lost = lists.data.favorites.length - favorites.length
  return { value, lost: `${lost} favorites and some recent places could not be read.` }
}

function whole<T>(schema: z.ZodType<T>, items: unknown): T[] {
  if (!Array.isArray(items)) return []
  return items.flatMap(item => {
    const parsed = schema.safeParse(item)
    return parsed.success ? [parsed.data] : []
  })
}

function tooMany(): AppError {
  return new AppError({
    code: 'invalid',
    message: `There are ${MAX_FAVORITES} favorites already.`,
    remedy: 'Remove some that are no longer needed.',
  })
}
