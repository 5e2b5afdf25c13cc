import { queryOptions } from '@tanstack/react-query'
import type { EditTarget, ExternalObject } from '#shared/external.ts'
import { call } from '../api/client.ts'

/** What is open in other programs. */
export function openEditsQuery() {
  return queryOptions({
    queryKey: ['open edits'],
    queryFn: async ({ signal }) => (await call('external.list', {}, signal)).edits,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Opens an object in the program of its kind. */
export function openInProgram(object: ExternalObject) {
  return call('external.open', object)
}

/** Brings the file of an edit to its program again. */
export function reopenEdit(id: string) {
  return call('external.reopen', { id })
}

/** Stores the file of an edit as it is now. */
export function saveEdit(id: string, to: EditTarget) {
  return call('external.save', { id, to })
}

/** Lets go of an edit; `false` when it has something that is stored nowhere, and stays. */
export async function stopEdit(id: string, discard: boolean): Promise<boolean> {
  return (await call('external.stop', { id, discard })).stopped
}
