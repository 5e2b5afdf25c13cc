import type { ActionShape } from './action-shape.ts'
import { always, withOne } from './unavailable.ts'

/**
 * The tabs of the window. A browser keeps ctrl-T, ctrl-W and ctrl-Tab for its own tabs: there the
 * keys with alt are the ones that work, and the ones that are shown.
 */
export const TAB_ACTIONS = {
  'new-tab': {
    label: 'New tab',
    group: 'Tabs',
    shortcuts: ['mod+t', 'alt+t'],
    unavailable: always,
  },
  'open-in-tab': {
    label: 'Open in a new tab',
    group: 'Tabs',
    shortcuts: ['mod+Enter'],
    unavailable: situation =>
      withOne(situation) ?? (situation.folderFocused ? undefined : 'only folders open in tabs'),
  },
  'close-tab': {
    label: 'Close tab',
    group: 'Tabs',
    shortcuts: ['mod+w', 'alt+w'],
    unavailable: ({ tabs, ownWindow }) =>
      tabs > 1 || ownWindow ? undefined : 'this is the only tab',
  },
  'close-other-tabs': {
    label: 'Close other tabs',
    group: 'Tabs',
    shortcuts: [],
    unavailable: ({ tabs }) => (tabs > 1 ? undefined : 'this is the only tab'),
  },
  'reopen-tab': {
    label: 'Reopen closed tab',
    group: 'Tabs',
    shortcuts: ['mod+shift+t', 'alt+shift+t'],
    unavailable: ({ closedTabs }) => (closedTabs > 0 ? undefined : 'no tab was closed'),
  },
  'next-tab': {
    label: 'Next tab',
    group: 'Tabs',
    shortcuts: ['ctrl+Tab', 'ctrl+PageDown', 'alt+PageDown'],
    unavailable: ({ tabs }) => (tabs > 1 ? undefined : 'this is the only tab'),
  },
  'previous-tab': {
    label: 'Previous tab',
    group: 'Tabs',
    shortcuts: ['ctrl+shift+Tab', 'ctrl+PageUp', 'alt+PageUp'],
    unavailable: ({ tabs }) => (tabs > 1 ? undefined : 'this is the only tab'),
  },
} as const satisfies Record<string, ActionShape>
