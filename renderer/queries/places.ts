import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { PailLink } from '#shared/addresses/pail-link.ts'
import type { MethodInput } from '#shared/ipc/contract.ts'
import type { Location } from '#shared/location.ts'
import { NO_PLACES, type Places } from '#shared/places.ts'
import { call, subscribe } from '../api/client.ts'

/** Favorites, recent places and the actions used last. */
export function placesQuery() {
  return queryOptions({
    queryKey: ['places'],
    queryFn: ({ signal }) => call('places.get', {}, signal),
    placeholderData: NO_PLACES,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The contexts that begin with a prefix: one page of them, kept while somebody types. */
export function contextsQuery(
  at: { profileId: string; bucket: string; prefix: string } | undefined,
) {
  return queryOptions({
    queryKey: ['contexts', at?.profileId, at?.bucket, at?.prefix],
    enabled: at !== undefined,
    queryFn: ({ signal }) =>
      call('places.contexts', at ?? { profileId: '', bucket: '', prefix: '' }, signal),
    staleTime: 30_000,
    retry: false,
  })
}

/** The changes of what is kept. Each answers with the new whole, so what is shown needs no wait. */
export function usePlacesChanges() {
  const client = useQueryClient()
  return useMemo(() => {
    const kept = (places: Places) => client.setQueryData(placesQuery().queryKey, places)
    return {
      add: (input: MethodInput<'places.addFavorite'>) =>
        call('places.addFavorite', input).then(kept),
      rename: (input: MethodInput<'places.renameFavorite'>) =>
        call('places.renameFavorite', input).then(kept),
      move: (input: MethodInput<'places.moveFavorite'>) =>
        call('places.moveFavorite', input).then(kept),
      remove: (id: string) => call('places.removeFavorite', { id }).then(kept),
      clearRecents: (input: MethodInput<'places.clearRecents'>) =>
        call('places.clearRecents', input).then(kept),
    }
  }, [client])
}

/** Notes that a place was shown. Nobody waits for it, and nobody misses one that was not noted. */
export function noteVisit(location: Location): void {
  call('places.visit', { location }).catch(() => undefined)
}

/** Notes that an action was chosen in the palette. */
export function noteUse(action: string): void {
  call('places.useAction', { action }).catch(() => undefined)
}

/** Gives the link that Pail was told to open, now and later, until the returned function is called. */
export function followLinks(follow: (link: PailLink) => void): () => void {
  const take = () => {
    call('places.takeLink', {}).then(
      ({ link }) => link && follow(link),
      // A shell that is gone has no link; the window says so elsewhere.
      () => undefined,
    )
  }
  const stop = subscribe('link.waiting', take)
  take()
  return stop
}
