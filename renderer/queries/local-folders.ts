import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import type { JobSelection } from '#shared/transfer.ts'
import { call } from '../api/client.ts'
import type { LocalPlace } from '../model/local-place.ts'

/** A local folder, or the one of that name right inside it. */
export interface LocalTarget {
  readonly folder: LocalFolder
  readonly inside?: string
}

/** The place of a folder inside a local place. */
export async function enterLocal(place: LocalPlace, name: string): Promise<LocalPlace> {
  const folder = await localTarget({ folder: place.folder, inside: name })
  return { type: 'local', folder, above: [...place.above, place.folder] }
}

/**
 * The folder that a target names.
 *
 * @throws AppError `local-file` when it is not a real folder in the other
 */
export async function localTarget({ folder, inside }: LocalTarget): Promise<LocalFolder> {
  return inside === undefined
    ? folder
    : call('local.enter', { handle: folder.handle, name: inside })
}

/** The handle of what is selected in a local folder, to upload it. */
export async function takeSelected(
  { handle }: LocalFolder,
  selection: JobSelection,
): Promise<string> {
  return (await call('local.take', { handle, selection })).handle
}
