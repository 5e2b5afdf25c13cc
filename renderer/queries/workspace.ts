import { queryOptions } from '@tanstack/react-query'
import type { SavedWorkspace } from '#shared/workspace.ts'
import { call } from '../api/client.ts'

/** The tabs that were open last: asked for once, when the window opens. */
export function savedWorkspaceQuery() {
  return queryOptions({
    queryKey: ['workspace'],
    queryFn: ({ signal }) => call('workspace.get', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Keeps the open tabs for the next start. */
export async function saveWorkspace(workspace: SavedWorkspace): Promise<void> {
  await call('workspace.save', workspace)
}
