import type { GO_ACTIONS } from '../../model/actions/go.ts'
import type { ActionContext, Runs } from './action-context.ts'

/** Moves through places. */
export function goRuns({ browser }: ActionContext): Runs<typeof GO_ACTIONS> {
  return {
    back: browser.back,
    forward: browser.forward,
    up: browser.up,
    // There are only results to show while a search is open, which then does it.
    'show-in-folder': () => undefined,
    'focus-path': () => browser.setEditingPath(true),
  }
}
