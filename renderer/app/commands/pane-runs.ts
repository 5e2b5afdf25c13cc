import type { JobSelection } from '#shared/transfer.ts'
import type { PANE_ACTIONS } from '../../model/actions/panes.ts'
import { pickFolder } from '../../queries/folders.ts'
import { isBrowserShell } from '../../queries/local-items.ts'
import type { ActionContext, Runs } from './action-context.ts'
import { withChosen } from './with-selected.ts'

/** What is done with two panes side by side. */
export function paneRuns(context: ActionContext): Runs<typeof PANE_ACTIONS> {
  const { browser, location, jobs, complain, dispatch, openDialog } = context
  const { place, situation } = browser
  const { beside } = situation

  const send = (selected: JobSelection, mode: 'copy' | 'move') => {
    if (beside?.type === 'local' && location) {
      jobs.downloadInto(location, selected, { folder: beside.folder })
    } else if (beside?.type === 'folder' && location) {
      jobs.copy(beside.location, location, selected, mode)
    } else if (beside?.type === 'folder' && place.type === 'local') {
      jobs.uploadFrom(beside.location, place.folder, selected)
    }
  }
  const sendSelected = (mode: 'copy' | 'move') =>
    void withChosen(context, chosen => send(chosen, mode))
  return {
    'copy-beside': () => sendSelected('copy'),
    'move-beside': () => sendSelected('move'),
    'show-local': () => {
      if (isBrowserShell()) return openDialog({ type: 'local-folder' })
      pickFolder().then(folder => {
        if (folder) dispatch({ type: 'show-beside', place: { type: 'local', folder, above: [] } })
      }, complain)
    },
  }
}
