import { samePlace } from '../navigation.ts'
import type { ActionShape, Situation, Unavailable } from './action-shape.ts'
import { always, withSelection } from './unavailable.ts'

const toOtherPane: Unavailable = situation => {
  const { place, beside } = situation
  if (!beside) return 'there is only one pane'
  if (situation.searching) return 'leave the search first'
  if (place.type === 'profile') return 'open a bucket first'
  return withSelection(situation) ?? betweenPlaces(situation)
}

function betweenPlaces({ place, beside, besideReadOnly }: Situation): string | undefined {
  if (beside?.type !== 'folder' && beside?.type !== 'local') {
    return 'open a bucket in the other pane first'
  }
  if (place.type === 'local' && beside.type === 'local') return 'both panes show this computer'
  if (samePlace(place, beside)) return 'both panes show the same folder'
  return besideReadOnly ? 'the profile of the other pane is read-only' : undefined
}

/** What is done with two panes side by side. */
export const PANE_ACTIONS = {
  'copy-beside': {
    label: 'Copy to the other pane',
    group: 'Edit',
    shortcuts: ['alt+c'],
    unavailable: toOtherPane,
  },
  'move-beside': {
    label: 'Move to the other pane',
    group: 'Edit',
    shortcuts: ['alt+m'],
    unavailable: situation => {
      if (situation.readOnly) return 'this profile is read-only'
      const isLocal = situation.place.type === 'local' || situation.beside?.type === 'local'
      return isLocal ? 'only objects of buckets are moved' : toOtherPane(situation)
    },
  },
  'show-local': {
    label: 'Show a local folder beside…',
    group: 'View',
    shortcuts: ['shift+F3'],
    unavailable: always,
  },
} as const satisfies Record<string, ActionShape>
