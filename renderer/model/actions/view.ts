import type { ActionShape } from './action-shape.ts'
import { always, inPlace, inProfile, withOne } from './unavailable.ts'

/** How the listing is looked at. */
export const VIEW_ACTIONS = {
  'quick-look': {
    label: 'Quick look',
    group: 'View',
    shortcuts: [' '],
    unavailable: situation => inProfile(situation) ?? withOne(situation),
  },
  search: {
    label: 'Search inside…',
    group: 'View',
    shortcuts: ['mod+shift+f'],
    unavailable: inProfile,
  },
  filter: { label: 'Filter', group: 'View', shortcuts: ['mod+f'], unavailable: inPlace },
  'toggle-preview': {
    label: 'Preview',
    group: 'View',
    shortcuts: ['alt+p'],
    unavailable: always,
  },
  'toggle-pane': {
    label: 'Second pane',
    group: 'View',
    shortcuts: ['F3', 'mod+shift+e'],
    unavailable: always,
  },
  'next-pane': {
    label: 'Other pane',
    group: 'View',
    shortcuts: ['F6'],
    unavailable: ({ panes }) => (panes === 2 ? undefined : 'there is only one pane'),
  },
  'view-list': {
    label: 'As a list',
    group: 'View',
    shortcuts: ['mod+1'],
    unavailable: inPlace,
  },
  'view-grid': {
    label: 'As icons',
    group: 'View',
    shortcuts: ['mod+2'],
    unavailable: inPlace,
  },
  'toggle-folders-first': {
    label: 'Folders first',
    group: 'View',
    shortcuts: [],
    unavailable: always,
  },
  'toggle-byte-order': {
    label: 'Names in byte order, as S3 lists them',
    group: 'View',
    shortcuts: [],
    unavailable: always,
  },
  refresh: { label: 'Refresh', group: 'View', shortcuts: ['F5', 'mod+r'], unavailable: inPlace },
} as const satisfies Record<string, ActionShape>
