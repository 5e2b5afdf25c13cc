import type { MirrorCompare, MirrorDirection } from '#shared/mirror.ts'
import { hasETag } from '../../storage/holds-file.ts'
import type { Comparison } from '../journal/comparison-table.ts'
import { isCode } from '../local-target.ts'
import { isSameFile } from '../same-bytes.ts'
import type { TransferStorage } from '../transfer-storage.ts'
import { compareSides } from './compare-sides.ts'
import type { LocalEntry, ObjectEntry } from './mirror-sides.ts'

export type LocalFileEntry = Extract<LocalEntry, { type: 'file' }>

type Finding = Pick<Comparison, 'class' | 'reason' | 'answer' | 'replacesNewer'>

interface How {
  readonly direction: MirrorDirection
  readonly compare: MirrorCompare
  readonly storage: TransferStorage
}

/** What can be said without reading a byte; `undefined` when the bytes have to tell. */
export function findingAtOnce(
  local: LocalFileEntry,
  object: ObjectEntry,
  { direction, compare }: How,
): Finding | undefined {
  const found = compareSides(direction, local, object)
  switch (found.verdict) {
    case 'same':
      return compare === 'time' ? { class: 'same', reason: found.reason } : undefined
    case 'sizes-differ':
      return { class: 'changed', answer: 'replace', ...partOf(found) }
    case 'times-differ':
      return undefined
    default:
      return found satisfies never
  }
}

/**
 * Lets the bytes tell. An ETag that is their MD5 costs no request; by checksum the object's own is
 * asked for where the ETag does not prove it. By time, that is left to when it would be moved.
 */
export async function findingByBytes(
  local: LocalFileEntry,
  object: ObjectEntry,
  { direction, compare, storage }: How,
  signal: AbortSignal,
): Promise<Finding> {
  const found = compareSides(direction, local, object)
  try {
    if (await hasETag(local.path, object, signal)) {
      return { class: 'same', reason: 'The bytes are the same: their MD5 is the ETag.' }
    }
    if (compare === 'checksum' && (await isSameFile(storage, object, local.path, signal))) {
      return {
        class: 'same',
        reason: 'The bytes are the same: their checksum is that of the object.',
      }
    }
  } catch (error) {
    signal.throwIfAborted()
    const unreadable = ['EACCES', 'EPERM', 'ENOENT', 'EIO'].some(code => isCode(error, code))
    if (!unreadable) throw error
    return { class: 'left-out', reason: 'It cannot be read, so its bytes cannot be compared.' }
  }
  const times = found.verdict === 'same' ? { reason: found.reason } : partOf(found)
  if (compare === 'time') return { class: 'changed', answer: 'replace-changed', ...times }
  const reason = `Nothing proves that the bytes are the same. ${times.reason}`
  return { class: 'changed', answer: 'replace', ...times, reason }
}

function partOf({ reason, replacesNewer }: { reason: string; replacesNewer: boolean }) {
  return { reason, replacesNewer }
}
