import type { LocalFolder } from '#shared/ipc/methods/local.ts'

/** A folder of this computer, and the way to it from the one that the user let Pail into. */
export interface LocalPlace {
  readonly type: 'local'
  readonly folder: LocalFolder
  /** The folders it is in, the outermost first. */
  readonly above: readonly LocalFolder[]
}

/** The last part of a path; the whole path of a drive. */
export function folderName({ path }: Pick<LocalFolder, 'path'>): string {
  return path.split(/[\\/]/).findLast(part => part !== '') ?? path
}

/** The folder one step up; `undefined` where the user let Pail in. */
export function localAbove({ folder, above }: LocalPlace) {
  const last = above.at(-1)
  if (last === undefined) return undefined
  const place: LocalPlace = { type: 'local', folder: last, above: above.slice(0, -1) }
  return { place, entry: `${folderName(folder)}/` }
}

/** The folders down to a place, as places. */
export function localCrumbs({ folder, above }: LocalPlace): LocalPlace[] {
  const all = [...above, folder]
  return all.map((one, index) => ({ type: 'local', folder: one, above: all.slice(0, index) }))
}
