import type { Location } from '#shared/location.ts'
import type { CopyMode, Selection } from '#shared/transfer.ts'
import type { EDIT_ACTIONS } from '../../model/actions/edit.ts'
import { heldObjects, selectionWords } from '../../model/clipboard.ts'
import { plainName } from '../../model/display-name.ts'
import type { ActionContext, Runs } from './action-context.ts'
import { withChosen, withSelected } from './with-selected.ts'

/** What is done with the selection. */
export function editRuns(context: ActionContext): Runs<typeof EDIT_ACTIONS> {
  const { browser, location, edits, jobs, openDialog } = context
  const askWhere = (mode: CopyMode) =>
    withSelected(context, selection => {
      if (location) openDialog({ type: 'copy', mode, location, selection })
    })
  return {
    cut: () => void holdSelected(context, 'move'),
    copy: () => void holdSelected(context, 'copy'),
    paste: () => {
      const { held } = edits
      if (!held || !location) return
      jobs.copy(location, held.location, held.selection, held.mode)
      // What was cut is not there to be pasted again.
      if (held.mode === 'move') edits.hold(undefined)
    },
    duplicate: () =>
      void withChosen(
        context,
        selection => location && jobs.copy(location, location, selection, 'copy'),
      ),
    'copy-to': () => void askWhere('copy'),
    'move-to': () => void askWhere('move'),
    'invert-selection': () => {
      browser.select({ type: 'invert', total: browser.rows.total })
      browser.grid.current?.focus()
    },
    'select-all': () => {
      browser.select({ type: 'all', total: browser.rows.total })
      browser.grid.current?.focus()
    },
  }
}

async function holdSelected(context: ActionContext, mode: CopyMode) {
  const { location } = context
  await withSelected(context, selection => location && hold(context, mode, location, selection))
}

/** Keeps objects of a folder for a paste; other apps get the URIs. */
export function hold(
  { edits, notify }: ActionContext,
  mode: CopyMode,
  location: Location,
  selection: Selection,
): void {
  const held = heldObjects(mode, location, selection)
  edits.hold(held)
  const what = plainName(selectionWords(selection))
  const title = mode === 'move' ? `${what} cut` : `${what} copied`
  notify({ tone: 'info', title, text: 'Paste where it is to go.' })
  // Pasting inside Pail does not need it.
  navigator.clipboard.writeText(held.text).catch(() => undefined)
}
