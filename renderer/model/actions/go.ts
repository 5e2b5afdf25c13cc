import { placeAbove } from '../navigation.ts'
import type { ActionShape } from './action-shape.ts'
import { inProfile } from './unavailable.ts'

/** Moves through places. */
export const GO_ACTIONS = {
  back: {
    label: 'Back',
    group: 'Go',
    shortcuts: ['alt+ArrowLeft', 'mod+['],
    unavailable: ({ canGoBack }) => (canGoBack ? undefined : 'this is where you started'),
  },
  forward: {
    label: 'Forward',
    group: 'Go',
    shortcuts: ['alt+ArrowRight', 'mod+]'],
    unavailable: ({ canGoForward }) => (canGoForward ? undefined : 'this is the latest place'),
  },
  up: {
    label: 'Up',
    group: 'Go',
    shortcuts: ['alt+ArrowUp', 'Backspace', 'mod+ArrowUp'],
    unavailable: ({ place }) => (placeAbove(place) ? undefined : 'this is the top'),
  },
  'focus-path': {
    label: 'Go to…',
    group: 'Go',
    shortcuts: ['mod+l'],
    unavailable: inProfile,
  },
  'show-in-folder': {
    label: 'Show in its folder',
    group: 'Go',
    shortcuts: [],
    unavailable: ({ searching, selected }) => {
      if (!searching) return 'search for something first'
      return selected === 1 ? undefined : 'select a single result'
    },
  },
} as const satisfies Record<string, ActionShape>
