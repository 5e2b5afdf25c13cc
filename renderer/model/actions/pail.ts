import type { ActionShape } from './action-shape.ts'
import { always, inProfile } from './unavailable.ts'

/** The app itself. */
export const PAIL_ACTIONS = {
  palette: {
    label: 'Command palette',
    group: 'Pail',
    // Browsers keep some of these for themselves, each other ones.
    shortcuts: ['mod+k', 'mod+shift+p', 'F8'],
    unavailable: always,
  },
  'add-profile': { label: 'Add a profile…', group: 'Pail', shortcuts: [], unavailable: always },
  'edit-profile': {
    label: 'Edit profile…',
    group: 'Pail',
    shortcuts: [],
    unavailable: situation =>
      situation.fixedProfile ? 'the playground stays as it is' : inProfile(situation),
  },
  'open-playground': {
    label: 'Open the playground',
    group: 'Pail',
    shortcuts: [],
    unavailable: always,
  },
  settings: { label: 'Settings…', group: 'Pail', shortcuts: ['mod+,'], unavailable: always },
  help: { label: 'Keyboard shortcuts', group: 'Pail', shortcuts: ['?', 'F1'], unavailable: always },
} as const satisfies Record<string, ActionShape>
