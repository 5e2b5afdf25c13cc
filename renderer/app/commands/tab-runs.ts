import type { TAB_ACTIONS } from '../../model/actions/tabs.ts'
import type { ActionContext, Runs } from './action-context.ts'

/** The tabs of the window. */
export function tabRuns(context: ActionContext): Runs<typeof TAB_ACTIONS> {
  const { browser, tab, dispatch } = context
  return {
    'new-tab': () => dispatch({ type: 'open-tab' }),
    'open-in-tab': () => {
      if (browser.focusedRow) context.openInTab(browser.focusedRow, false)
    },
    'close-tab': () => {
      // The last tab takes its window along, as in every native program.
      if (browser.situation.tabs === 1) window.close()
      else dispatch({ type: 'close-tab', tab })
    },
    'close-other-tabs': () => dispatch({ type: 'close-others', tab }),
    'reopen-tab': () => dispatch({ type: 'reopen-tab' }),
    'next-tab': () => dispatch({ type: 'step-tab', by: 1 }),
    'previous-tab': () => dispatch({ type: 'step-tab', by: -1 }),
  }
}
