import { keyOfLocalName, type LocalSystem } from '#shared/local-names.ts'
import { DELIMITER } from '#shared/location.ts'
import { NameClashes } from '#shared/name-clashes.ts'
import { isArchiveClass } from '#shared/storage-class.ts'
import { type LeftOut, leftOutWithin } from '../left-out.ts'
import type { LocalTarget } from '../local-target.ts'
import type { LocalEntry, ObjectEntry } from './mirror-sides.ts'
import type { Pair } from './pairs.ts'
import { folderRow, type Row, type ToCompare } from './row-up.ts'

type Touchable = Exclude<LocalEntry, { type: 'left-out' }>

interface Down {
  readonly target: LocalTarget
  readonly system: LocalSystem
  readonly leftOut: LeftOut
}

/** What becomes of names when the folder is made like the context. */
export class RowsDown {
  readonly #down: Down
  readonly #names: NameClashes

  constructor(down: Down) {
    this.#down = down
    this.#names = new NameClashes(down.system)
  }

  async row(pair: Pair<Touchable, ObjectEntry>): Promise<Row | ToCompare> {
    switch (pair.on) {
      case 'local':
        return this.#onlyLocal(pair.local, pair.ahead)
      case 'object':
        return this.#leftOut(pair.object) ?? (await this.#onlyObject(pair.object, pair.ahead))
      case 'both': {
        const { local, object } = pair
        const row = this.#leftOut(object)
        if (row) return local.type === 'file' ? { ...row, local: sideOf(local) } : row
        return local.type === 'file' ? { compare: local, with: object } : folderRow(object)
      }
      default:
        return pair satisfies never
    }
  }

  #onlyLocal(local: Touchable, ahead: string | undefined): Row {
    const { name } = local
    const sides = local.type === 'file' ? { name, local: sideOf(local) } : { name }
    if (local.type === 'folder' && ahead?.startsWith(name)) {
      return { class: 'same', ...sides, reason: 'A folder on both sides.' }
    }
    // An object whose name cannot be here may have been downloaded under this one.
    const key = name.split(DELIMITER).map(part => part && keyOfLocalName(part, this.#down.system))
    if (key.join(DELIMITER) !== name) {
      const reason = 'Its name stands for one that cannot be on this computer.'
      return { class: 'left-out', ...sides, reason }
    }
    const reason = local.type === 'file' ? 'Only in the folder.' : 'An empty folder, only here.'
    return { class: 'extra', ...sides, reason, detail: { type: 'extra-local' } }
  }

  async #onlyObject(object: ObjectEntry, ahead: string | undefined): Promise<Row> {
    const { name, size } = object
    const isFolder = size === 0 && name.endsWith(DELIMITER)
    if (isFolder && ahead?.startsWith(name)) return folderRow(object)
    const { target } = this.#down
    const segments = (isFolder ? name.slice(0, -1) : name).split(DELIMITER)
    const leaveOut = (reason: string): Row => ({ class: 'left-out', name, object, reason })
    if (isFolder) {
      const blocked = await target.lookAtFolder(segments)
      if (blocked) return leaveOut(blocked.reason)
      const detail = { type: 'folder' } as const
      return { class: 'new', name, object, reason: 'An empty folder.', detail }
    }
    const standing = await target.look(segments)
    if (standing.type === 'blocked') return leaveOut(standing.reason)
    if (standing.type === 'file') return leaveOut('A file of another spelling is in its place.')
    const archived = archivedReason(object)
    if (archived) return leaveOut(archived)
    const detail = { type: 'object' } as const
    return { class: 'new', name, object, reason: 'Only in the bucket.', detail }
  }

  /** An object that cannot come down as it is called, or is not wanted. */
  #leftOut(object: ObjectEntry): Row | undefined {
    const { name, size } = object
    const isFolder = size === 0 && name.endsWith(DELIMITER)
    const unwanted = leftOutWithin(this.#down.leftOut, isFolder ? name.slice(0, -1) : name)
    const { renamed } = isFolder ? this.#names.folder(name.slice(0, -1)) : this.#names.file(name)
    const reason = unwanted ?? renamed
    return reason === undefined ? undefined : { class: 'left-out', name, object, reason }
  }
}

/** Why the bytes of an object cannot be had now. */
export function archivedReason({ size, storageClass }: ObjectEntry): string | undefined {
  if (size === 0 || !isArchiveClass(storageClass)) return undefined
  return `It is archived (${storageClass}): restore it first.`
}

function sideOf({ size, modified }: Extract<Touchable, { type: 'file' }>) {
  return { size, modified }
}
