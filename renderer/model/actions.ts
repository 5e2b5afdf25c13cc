import type { Place } from './navigation.ts'

/** What decides whether an action can be used right now. */
export interface Situation {
  readonly place: Place
  readonly canGoBack: boolean
  readonly canGoForward: boolean
  /** Selected rows of the listing. */
  readonly selected: number
  /** Rows of the listing. */
  readonly total: number
  readonly readOnly: boolean
  /** The profile is Pail's own, and stays as it is. */
  readonly fixedProfile: boolean
  /** The place cannot be shown: there is nothing to act on. */
  readonly failed: boolean
}

/** Why an action cannot be used, as the end of a sentence; `undefined` when it can. */
type Unavailable = (situation: Situation) => string | undefined

interface ActionShape {
  readonly label: string
  readonly group: 'Go' | 'File' | 'Edit' | 'View' | 'Pail'
  /** The first one is shown. See `isShortcut` for the form. */
  readonly shortcuts: readonly string[]
  readonly unavailable: Unavailable
}

const always: Unavailable = () => undefined

const inFolder: Unavailable = ({ place }) =>
  place.type === 'folder' ? undefined : 'open a bucket first'

const inProfile: Unavailable = ({ place }) =>
  place.type === 'welcome' ? 'open a profile first' : undefined

const withSelection: Unavailable = situation =>
  inProfile(situation) ?? (situation.selected > 0 ? undefined : 'select something first')

const withOne: Unavailable = situation =>
  situation.selected > 1 ? 'select a single item' : withSelection(situation)

const withObjects: Unavailable = situation => inFolder(situation) ?? withSelection(situation)

const writable =
  (rest: Unavailable): Unavailable =>
  situation =>
    situation.readOnly ? 'this profile is read-only' : rest(situation)

const reachable: Unavailable = situation =>
  inFolder(situation) ?? (situation.failed ? 'this folder cannot be shown' : undefined)

/**
 * Everything the user can do in the window, once: keys, menus, toolbar and the help sheet all
 * read this table.
 */
export const ACTIONS = {
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
    unavailable: ({ place }) => (place.type === 'folder' ? undefined : 'this is the top'),
  },
  'focus-path': {
    label: 'Go to…',
    group: 'Go',
    shortcuts: ['mod+l'],
    unavailable: inProfile,
  },
  open: { label: 'Open', group: 'File', shortcuts: ['Enter'], unavailable: withOne },
  'upload-files': {
    label: 'Upload files…',
    group: 'File',
    shortcuts: ['mod+u'],
    unavailable: writable(reachable),
  },
  'upload-folder': {
    label: 'Upload a folder…',
    group: 'File',
    shortcuts: ['mod+shift+u'],
    unavailable: writable(reachable),
  },
  download: {
    label: 'Download…',
    group: 'File',
    shortcuts: ['mod+d'],
    unavailable: withObjects,
  },
  'new-folder': {
    label: 'New folder…',
    group: 'File',
    // A browser keeps ctrl-N for itself.
    shortcuts: ['mod+n', 'F7'],
    unavailable: writable(reachable),
  },
  properties: {
    label: 'Properties',
    group: 'File',
    shortcuts: ['mod+i'],
    // With nothing selected, those of the place.
    unavailable: situation =>
      inFolder(situation) ?? (situation.selected > 1 ? 'select a single item' : undefined),
  },
  delete: {
    label: 'Delete…',
    group: 'File',
    shortcuts: ['Delete', 'mod+Backspace'],
    unavailable: writable(withObjects),
  },
  'copy-uri': {
    label: 'Copy s3:// URI',
    group: 'Edit',
    shortcuts: ['mod+shift+c'],
    unavailable: inProfile,
  },
  'select-all': {
    label: 'Select all',
    group: 'Edit',
    shortcuts: ['mod+a'],
    unavailable: ({ total }) => (total > 0 ? undefined : 'there is nothing to select'),
  },
  filter: { label: 'Filter', group: 'View', shortcuts: ['mod+f'], unavailable: inProfile },
  refresh: { label: 'Refresh', group: 'View', shortcuts: ['F5', 'mod+r'], unavailable: inProfile },
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

/** Names an action; also what the desktop shell's menu sends as `window.command`. */
export type ActionId = keyof typeof ACTIONS

export interface Action extends ActionShape {
  readonly id: ActionId
}

/** The table as a list, in the order of the menus. */
export const ACTION_LIST: readonly Action[] = Object.entries(ACTIONS).map(([id, action]) => ({
  ...action,
  id: id as ActionId,
}))

/** Whether a word from outside, such as a menu command, names an action. */
export function isActionId(word: string): word is ActionId {
  return Object.hasOwn(ACTIONS, word)
}

/** Why an action cannot be used now; `undefined` when it can. */
export function whyNot(id: ActionId, situation: Situation): string | undefined {
  return ACTIONS[id].unavailable(situation)
}
