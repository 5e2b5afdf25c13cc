import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { NO_PLACES } from '#shared/places.ts'
import { actionShortcut } from '../browser/action-items.tsx'
import { useBrowser } from '../browser/browser-context.ts'
import { useCommands } from '../browser/commands.ts'
import { bucketsQuery } from '../queries/buckets.ts'
import { placesQuery } from '../queries/places.ts'
import { type PaletteItem, type PaletteScope, paletteItems } from './palette-items.ts'

/** What can be chosen now. Buckets are those that were listed already: nothing is asked for here. */
export function usePaletteItems(scope: PaletteScope): PaletteItem[] {
  const { profiles } = useBrowser()
  const { whyNot } = useCommands()
  const { data: places = NO_PLACES } = useQuery(placesQuery())
  const client = useQueryClient()
  return useMemo(() => {
    const buckets = new Map(
      profiles.map(({ id }) => {
        const listed = client.getQueryData(bucketsQuery(id).queryKey) ?? []
        return [id, listed.map(({ name }) => name)]
      }),
    )
    return paletteItems({ scope, profiles, places, buckets, whyNot, shortcutOf: actionShortcut })
  }, [scope, profiles, places, client, whyNot])
}
