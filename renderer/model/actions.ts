import type { ActionShape, Situation } from './actions/action-shape.ts'
import { COPY_AS_ACTIONS } from './actions/copy-as.ts'
import { EDIT_ACTIONS } from './actions/edit.ts'
import { FILE_ACTIONS } from './actions/file.ts'
import { GO_ACTIONS } from './actions/go.ts'
import { PAIL_ACTIONS } from './actions/pail.ts'
import { PANE_ACTIONS } from './actions/panes.ts'
import { PLACES_ACTIONS } from './actions/places.ts'
import { TAB_ACTIONS } from './actions/tabs.ts'
import { TRANSFERS_ACTIONS } from './actions/transfers.ts'
import { VIEW_ACTIONS } from './actions/view.ts'

/**
 * Everything the user can do in the window, once: keys, menus, toolbar and the help sheet all
 * read this table.
 */
export const ACTIONS = {
  ...GO_ACTIONS,
  ...PLACES_ACTIONS,
  ...FILE_ACTIONS,
  ...EDIT_ACTIONS,
  ...COPY_AS_ACTIONS,
  ...VIEW_ACTIONS,
  ...PANE_ACTIONS,
  ...TAB_ACTIONS,
  ...TRANSFERS_ACTIONS,
  ...PAIL_ACTIONS,
} as const

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
