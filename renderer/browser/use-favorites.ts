import { useQuery } from '@tanstack/react-query'
import type { Location } from '#shared/location.ts'
import { type Favorite, sameLocation } from '#shared/places.ts'
import { plainName } from '../model/display-name.ts'
import { placeName } from '../model/place-name.ts'
import { placesQuery, usePlacesChanges } from '../queries/places.ts'
import { useNotices } from '../ui/notices.tsx'

/** The favorites and what can be done with them; what goes wrong is said in a notice. */
export interface Favorites {
  readonly all: readonly Favorite[]
  find(location: Location): Favorite | undefined
  /** `index` is where it is put; else at the end. */
  add(location: Location, index?: number): void
  rename(id: string, name: string): void
  move(id: string, to: number): void
  /** Can be undone for as long as the notice stays. */
  remove(favorite: Favorite): void
}

export function useFavorites(): Favorites {
  const { data } = useQuery(placesQuery())
  const changes = usePlacesChanges()
  const notify = useNotices()
  const all = data?.favorites ?? []
  const find = (location: Location) => all.find(other => sameLocation(other, location))
  const complain = (error: Error) => notify({ tone: 'danger', title: plainName(error.message) })

  const restore = async ({ name, id: _, ...location }: Favorite, index: number) => {
    const places = await changes.add({ location, index })
    const again = places?.favorites.find(other => sameLocation(other, location))
    if (name !== undefined && again) await changes.rename({ id: again.id, name })
  }
  return {
    all,
    find,
    add: (location, index) => {
      if (find(location)) {
        notify({ tone: 'info', title: `${plainName(placeName(location))} is a favorite already` })
        return
      }
      changes.add({ location, index }).catch(complain)
    },
    rename: (id, name) => void changes.rename({ id, name }).catch(complain),
    move: (id, to) => void changes.move({ id, to }).catch(complain),
    remove: favorite => {
      const index = all.indexOf(favorite)
      const undo = { label: 'Undo', run: () => void restore(favorite, index).catch(complain) }
      const title = `${plainName(favorite.name ?? placeName(favorite))} is no favorite any more`
      changes
        .remove(favorite.id)
        .then(() => notify({ tone: 'info', title, action: undo }), complain)
    },
  }
}
