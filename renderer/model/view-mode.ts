import type { Settings, ViewMode } from '#shared/settings.ts'
import type { Place } from './navigation.ts'

/** More buckets than this are not remembered; the one set longest ago goes first. */
const MOST_REMEMBERED = 300

/** How a place is laid out: as its bucket was last set, else as a list. */
export function viewModeOf(modes: Settings['viewModes'], place: Place): ViewMode {
  return modes[keyOf(place)] ?? 'list'
}

/** The remembered layouts with another one for the bucket of a place, all its folders included. */
export function withViewMode(
  modes: Settings['viewModes'],
  place: Place,
  mode: ViewMode,
): Settings['viewModes'] {
  const key = keyOf(place)
  const others = Object.entries(modes).filter(([name]) => name !== key)
  return Object.fromEntries([...others, [key, mode]].slice(-MOST_REMEMBERED))
}

function keyOf(place: Place): string {
  switch (place.type) {
    case 'welcome':
      return ''
    case 'profile':
      return `${place.profileId}/`
    case 'local':
      return 'local/'
    case 'folder':
      return `${place.location.profileId}/${place.location.bucket}`
    default:
      return place satisfies never
  }
}
