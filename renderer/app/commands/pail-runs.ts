import type { PAIL_ACTIONS } from '../../model/actions/pail.ts'
import type { ActionContext, Runs } from './action-context.ts'

/** The app itself. */
export function pailRuns(context: ActionContext): Runs<typeof PAIL_ACTIONS> {
  const { browser, openDialog } = context
  return {
    palette: () => context.openPalette('all'),
    'add-profile': () => openDialog({ type: 'profile', edit: { type: 'new' } }),
    'edit-profile': () => browser.profile && context.editProfile(browser.profile.id),
    'open-playground': context.openPlayground,
    settings: () => openDialog({ type: 'settings' }),
    help: () => openDialog({ type: 'help' }),
  }
}
