import type { JobSelection, Selection } from '#shared/transfer.ts'
import { chosenObjects, selectedObjects } from '../../browser/selected.ts'
import type { ActionContext } from './action-context.ts'

/** More names than this cross no bridge; the contract says so. */
const MOST_SELECTED = 100_000

/** Gathers the names of what is selected, and says why when that cannot be. */
export async function withSelected(context: ActionContext, use: (selected: Selection) => void) {
  const { selection, rows, objects, situation } = context.browser
  if (!objects.shown) return
  if (situation.selected > MOST_SELECTED) {
    const text =
      'Drag them, or send them to the other pane, which takes any number. Or select the folder itself one level up.'
    context.notify({ tone: 'danger', title: 'This is more than 100,000 selected items', text })
    return
  }
  await selectedObjects(selection, rows, objects.shown).then(use, context.complain)
}

/** Holds what is selected for a job, however much it is. */
export async function withChosen(context: ActionContext, use: (chosen: JobSelection) => void) {
  const { selection, rows, objects } = context.browser
  if (objects.shown) await chosenObjects(selection, rows, objects.shown).then(use, context.complain)
}
