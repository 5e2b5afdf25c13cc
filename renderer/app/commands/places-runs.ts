import type { Location } from '#shared/location.ts'
import { selectedAtHand } from '../../browser/selected.ts'
import type { PLACES_ACTIONS } from '../../model/actions/places.ts'
import { profileOf } from '../../model/navigation.ts'
import type { ActionContext, Runs } from './action-context.ts'

/** The places that are kept at hand. */
export function placesRuns(context: ActionContext): Runs<typeof PLACES_ACTIONS> {
  const { favorites, openPalette, clearRecents, notify } = context
  return {
    'add-favorite': () => {
      const location = chosenPlace(context)
      if (location) favorites.add(location)
      else notify({ tone: 'info', title: 'Only folders and buckets can be favorites' })
    },
    'recent-places': () => openPalette('recent'),
    'clear-recents': clearRecents,
  }
}

/** The selected bucket or folder, else the folder that is shown. */
function chosenPlace({ browser, location }: ActionContext): Location | undefined {
  const [row] = selectedAtHand(browser.selection, browser.rows) ?? []
  const profileId = profileOf(browser.place)
  if (row === undefined || profileId === undefined) return location
  if (row.type === 'bucket') return { profileId, bucket: row.name, prefix: '' }
  return location && row.type === 'folder' ? { ...location, prefix: row.prefix } : undefined
}
