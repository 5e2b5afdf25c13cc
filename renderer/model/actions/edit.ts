import type { ActionShape } from './action-shape.ts'
import { inItsFolder, reachable, withObjects, writable } from './unavailable.ts'

/** What is done with the selection. */
export const EDIT_ACTIONS = {
  cut: {
    label: 'Cut',
    group: 'Edit',
    shortcuts: ['mod+x'],
    unavailable: writable(withObjects),
  },
  copy: { label: 'Copy', group: 'Edit', shortcuts: ['mod+c'], unavailable: withObjects },
  paste: {
    label: 'Paste',
    group: 'Edit',
    shortcuts: ['mod+v'],
    unavailable: writable(situation => reachable(situation) ?? situation.noPaste),
  },
  duplicate: {
    label: 'Duplicate',
    group: 'Edit',
    shortcuts: ['mod+shift+d'],
    unavailable: writable(inItsFolder(withObjects)),
  },
  'copy-to': {
    label: 'Copy to…',
    group: 'Edit',
    shortcuts: [],
    unavailable: withObjects,
  },
  'move-to': {
    label: 'Move to…',
    group: 'Edit',
    shortcuts: ['mod+shift+m'],
    unavailable: writable(withObjects),
  },
  'select-all': {
    label: 'Select all',
    group: 'Edit',
    shortcuts: ['mod+a'],
    unavailable: ({ total }) => (total > 0 ? undefined : 'there is nothing to select'),
  },
  'invert-selection': {
    label: 'Invert selection',
    group: 'Edit',
    shortcuts: ['alt+i'],
    unavailable: ({ total }) => (total > 0 ? undefined : 'there is nothing to select'),
  },
} as const satisfies Record<string, ActionShape>
