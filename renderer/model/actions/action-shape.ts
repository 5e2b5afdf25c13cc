import type { Place } from '../navigation.ts'

/** What decides whether an action can be used right now. */
export interface Situation {
  readonly place: Place
  readonly canGoBack: boolean
  readonly canGoForward: boolean
  /** What the other pane shows, when there is one. */
  readonly beside: Place | undefined
  readonly besideReadOnly: boolean
  /** Selected rows of the listing. */
  readonly selected: number
  /** Rows of the listing. */
  readonly total: number
  readonly readOnly: boolean
  /** The profile is Pail's own, and stays as it is. */
  readonly fixedProfile: boolean
  /** The row with the focus is a folder or a bucket. */
  readonly folderFocused: boolean
  readonly tabs: number
  /** Tabs that can be had again. */
  readonly closedTabs: number
  /** The window is Pail's own, and goes with its last tab. */
  readonly ownWindow: boolean
  /** Panes of the tab. */
  readonly panes: 1 | 2
  /** Search results are shown in the place of the folder. */
  readonly searching: boolean
  /** Why nothing can be pasted here; `undefined` when something can. */
  readonly noPaste: string | undefined
  /** The place cannot be shown: there is nothing to act on. */
  readonly failed: boolean
}

/** Why an action cannot be used, as the end of a sentence; `undefined` when it can. */
export type Unavailable = (situation: Situation) => string | undefined

/** What the user can do: its words, its keys, and when. */
export interface ActionShape {
  readonly label: string
  readonly group: 'Go' | 'File' | 'Edit' | 'View' | 'Tabs' | 'Transfers' | 'Pail'
  /** The first one is shown. See `isShortcut` for the form. */
  readonly shortcuts: readonly string[]
  readonly unavailable: Unavailable
}
