import type { WorkspaceStore } from '../../settings/workspace-store.ts'
import type { AreaHandlers } from '../handler.ts'

export interface WorkspaceHandlersOptions {
  readonly workspaces: WorkspaceStore
}

export function workspaceHandlers(options: WorkspaceHandlersOptions): AreaHandlers<'workspace'> {
  const { workspaces } = options
  return {
    'workspace.get': () => workspaces.get(),
    'workspace.save': async workspace => {
      await workspaces.save(workspace)
      return {}
    },
  }
}
