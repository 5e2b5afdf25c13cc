import { DELIMITER } from '#shared/location.ts'
import type { Comparison } from '../journal/comparison-table.ts'
import { keyProblem, sizeProblem } from '../plan-upload.ts'
import type { LocalEntry, ObjectEntry } from './mirror-sides.ts'
import type { Pair } from './pairs.ts'
import type { LocalFileEntry } from './same-content.ts'

/** What becomes of a name, before it has its place in the plan. */
export type Row = Omit<Comparison, 'number'>

/** A file and an object of one name, which have to be compared. */
export interface ToCompare {
  readonly compare: LocalFileEntry
  readonly with: ObjectEntry
}

type Touchable = Exclude<LocalEntry, { type: 'left-out' }>

/** What becomes of a name when the context is made like the folder. */
export function rowUp(pair: Pair<Touchable, ObjectEntry>, prefix: string): Row | ToCompare {
  switch (pair.on) {
    case 'local':
      return onlyLocal(pair.local, prefix)
    case 'object':
      return onlyObject(pair.object, pair.ahead)
    case 'both': {
      const { local, object } = pair
      if (local.type === 'file') return { compare: local, with: object }
      return folderRow(object)
    }
    default:
      return pair satisfies never
  }
}

/** An object whose name ends with `/`, where there is such a folder. */
export function folderRow(object: ObjectEntry): Row {
  const { name, size } = object
  if (size === 0) return { class: 'same', name, object, reason: 'A folder on both sides.' }
  const reason = 'It is an object with bytes that has the name of a folder.'
  return { class: 'left-out', name, object, reason }
}

function onlyLocal(local: Touchable, prefix: string): Row {
  const { name } = local
  const tooLong = keyProblem(prefix + name)
  if (local.type === 'folder') {
    if (tooLong) return { class: 'left-out', name, reason: tooLong }
    return { class: 'new', name, reason: 'An empty folder.', detail: { type: 'folder' } }
  }
  const { path, size, modified } = local
  const sides = { name, local: { size, modified } }
  const problem = tooLong ?? sizeProblem(size)
  if (problem) return { class: 'left-out', ...sides, reason: problem }
  const detail = { type: 'path', path } as const
  return { class: 'new', ...sides, reason: 'Only in the folder.', detail }
}

function onlyObject(object: ObjectEntry, ahead: string | undefined): Row {
  const { name } = object
  if (name.endsWith(DELIMITER) && ahead?.startsWith(name)) return folderRow(object)
  const detail = { type: 'extra-object' } as const
  return { class: 'extra', name, object, reason: 'Only in the bucket.', detail }
}
