import type { VIEW_ACTIONS } from '../../model/actions/view.ts'
import type { ActionContext, Runs } from './action-context.ts'

/** How the listing is looked at. */
export function viewRuns(context: ActionContext): Runs<typeof VIEW_ACTIONS> {
  const { browser, dispatch, openDialog, setViewMode } = context
  return {
    'quick-look': () => openDialog({ type: 'quick-look' }),
    search: browser.openSearch,
    filter: () => {
      browser.filterField.current?.focus()
      browser.filterField.current?.select()
    },
    'toggle-preview': context.toggles.preview,
    'toggle-pane': () => dispatch({ type: 'toggle-pane' }),
    'next-pane': () => dispatch({ type: 'next-pane' }),
    'view-list': () => setViewMode('list'),
    'view-grid': () => setViewMode('grid'),
    'toggle-folders-first': context.toggles.foldersFirst,
    'toggle-byte-order': context.toggles.nameOrder,
    refresh: browser.refresh,
  }
}
