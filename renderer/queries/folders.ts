import { queryOptions, useMutation } from '@tanstack/react-query'
import type { MethodInput } from '#shared/ipc/contract.ts'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import { call } from '../api/client.ts'

/** Makes a folder in a bucket. The main process announces the change of its place. */
export function useCreateFolder() {
  return useMutation({
    mutationFn: (input: MethodInput<'objects.createFolder'>) => call('objects.createFolder', input),
  })
}

/** The local folder that downloads go to unless another one is picked. */
export function defaultFolderQuery() {
  return queryOptions({
    queryKey: ['default-folder'],
    queryFn: ({ signal }) => call('folders.default', {}, signal),
    // A handle belongs to what was asked for it; a new dialog asks anew.
    staleTime: 0,
    gcTime: 0,
  })
}

/** Desktop shell: the native dialog for a download folder; `undefined` when it was dismissed. */
export async function pickFolder(): Promise<LocalFolder | undefined> {
  return (await call('dialogs.pickFolder', {})).folder
}

/** Browser shell: takes a folder of the shell's computer that the user typed. */
export function useTypedFolder() {
  return useMutation({ mutationFn: (path: string) => call('folders.use', { path }) })
}

/**
 * Browser shell: the same, for one that is read or written.
 *
 * @throws AppError `local-file` when it is to be read and not there: it is not made then
 */
export async function typedFolder(path: string, use: 'read' | 'write'): Promise<LocalFolder> {
  return await call('folders.use', { path, use })
}

/** {@link pickFolder} as a mutation, for where its trouble is shown in place. */
export function usePickedFolder() {
  return useMutation({ mutationFn: pickFolder })
}
