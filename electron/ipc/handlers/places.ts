import { listContexts } from '../../listings/list-contexts.ts'
import type { Links } from '../../places/links.ts'
import type { PlacesStore } from '../../places/places-store.ts'
import type { Connections } from '../../storage/connections.ts'
import type { AreaHandlers } from '../handler.ts'

export interface PlacesHandlersOptions {
  readonly places: PlacesStore
  readonly links: Links
  readonly connections: Connections
}

export function placesHandlers(options: PlacesHandlersOptions): AreaHandlers<'places'> {
  const { places, links, connections } = options
  return {
    'places.get': () => places.get(),
    'places.addFavorite': ({ location, index }) => places.addFavorite(location, index),
    'places.renameFavorite': ({ id, name }) => places.renameFavorite(id, name),
    'places.moveFavorite': ({ id, to }) => places.moveFavorite(id, to),
    'places.removeFavorite': ({ id }) => places.removeFavorite(id),
    'places.visit': async ({ location }) => {
      await places.visit(location)
      return {}
    },
    'places.clearRecents': ({ profileId }) => places.clearRecents(profileId),
    'places.useAction': async ({ action }) => {
      await places.useAction(action)
      return {}
    },
    'places.contexts': async ({ profileId, bucket, prefix }, { signal }) =>
      listContexts((await connections.get(profileId)).storage(bucket), prefix, signal),
    'places.takeLink': () => ({ link: links.take() }),
  }
}
