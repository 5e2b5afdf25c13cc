import { SavedWorkspace } from '../../workspace.ts'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

/** The tabs of the window, for the next start. */
export const workspaceMethods = {
  'workspace.get': method(nothing, SavedWorkspace),
  'workspace.save': method(SavedWorkspace, nothing),
} as const
