import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { subscribe } from '../api/client.ts'
import { openEditsQuery } from './external.ts'
import { defaultFolderQuery } from './folders.ts'
import { placesQuery } from './places.ts'
import { profilesQuery } from './profiles.ts'
import { takeSettings } from './settings.ts'
import { followSizes } from './sizes.ts'
import { speedsQuery, transfersSummaryQuery, withSpeed } from './transfers.ts'

/**
 * Keeps the cache true to what the main process announces. Mounted once, by the frame. Listings
 * follow `listing.changed` and `objects.changed` themselves, for the sessions they hold.
 */
export function useTopics(): void {
  const client = useQueryClient()
  useEffect(() => {
    const unsubscribe = [
      followSizes(client),
      subscribe('profiles.changed', () => {
        void client.invalidateQueries({ queryKey: profilesQuery().queryKey })
      }),
      subscribe('settings.changed', settings => {
        takeSettings(client, settings)
        void client.invalidateQueries({ queryKey: defaultFolderQuery().queryKey })
      }),
      subscribe('places.changed', places => {
        client.setQueryData(placesQuery().queryKey, places)
      }),
      subscribe('external.changed', ({ edits }) => {
        client.setQueryData(openEditsQuery().queryKey, edits)
      }),
      subscribe('transfers.changed', summary => {
        client.setQueryData(transfersSummaryQuery().queryKey, summary)
        client.setQueryData(speedsQuery().queryKey, history =>
          withSpeed(history, summary, Date.now()),
        )
        void client.invalidateQueries({ queryKey: ['transfers', 'list'] })
      }),
      subscribe('objects.changed', ({ locations }) => {
        for (const { profileId, bucket } of locations) {
          void client.invalidateQueries({ queryKey: ['head', profileId, bucket] })
        }
      }),
    ]
    return () => {
      for (const stop of unsubscribe) stop()
    }
  }, [client])
}
