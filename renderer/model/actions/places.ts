import type { ActionShape } from './action-shape.ts'
import { always, inFolder, inProfile } from './unavailable.ts'

/** The places that are kept at hand. */
export const PLACES_ACTIONS = {
  'add-favorite': {
    label: 'Add to favorites',
    group: 'Go',
    shortcuts: ['mod+b'],
    // A selected bucket or folder; else the place itself.
    unavailable: situation =>
      situation.selected > 1
        ? 'select a single item'
        : situation.selected === 1
          ? inProfile(situation)
          : inFolder(situation),
  },
  'recent-places': {
    label: 'Recent places…',
    group: 'Go',
    shortcuts: ['mod+e'],
    unavailable: always,
  },
  'clear-recents': {
    label: 'Clear recent places',
    group: 'Go',
    shortcuts: [],
    unavailable: always,
  },
} as const satisfies Record<string, ActionShape>
