import { useQuery } from '@tanstack/react-query'
import { DEFAULT_SETTINGS, type ViewMode } from '#shared/settings.ts'
import type { Place } from '../model/navigation.ts'
import { viewModeOf, withViewMode } from '../model/view-mode.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'

/** How a place is laid out, and the way to lay it out otherwise from now on. */
export function useViewMode(place: Place): [ViewMode, (mode: ViewMode) => void] {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  return [
    viewModeOf(settings.viewModes, place),
    mode => change(({ viewModes }) => ({ viewModes: withViewMode(viewModes, place, mode) })),
  ]
}
