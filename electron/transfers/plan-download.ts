import type { LocalSystem } from '#shared/local-names.ts'
import { DELIMITER, type Location } from '#shared/location.ts'
import { NameClashes } from '#shared/name-clashes.ts'
import { isArchiveClass } from '#shared/storage-class.ts'
import type { Selection } from '#shared/transfer.ts'
import { type FoundObject, findObjects } from './find-objects.ts'
import { samePath } from './local-place.ts'
import type { LocalTarget } from './local-target.ts'
import { type PlanBook, withoutOverlap } from './plan.ts'
import type { TransferStorage } from './transfer-storage.ts'

/** Finds out what a download would do: every object, its local path, and which paths are taken. */
export async function planDownload(
  request: {
    location: Location
    selection: Selection
    target: LocalTarget
    system: LocalSystem
    storage: TransferStorage
    book: PlanBook
    onProgress: (found: { items: number; bytes: number }) => void
  },
  signal: AbortSignal,
): Promise<void> {
  const { location, selection, target, system, storage, book, onProgress } = request
  const names = new NameClashes(system)
  let needed = 0
  for await (const object of selected(storage, location, selection, book, signal)) {
    signal.throwIfAborted()
    const name = object.key.slice(location.prefix.length)
    const isFolder = object.size === 0 && object.key.endsWith(DELIMITER)
    // The marker of the location itself stands for the chosen folder, which is there.
    if (isFolder && name === '') continue
    const place = isFolder ? names.folder(name.slice(0, -1)) : names.file(name)
    const { segments } = place
    const standing = isFolder ? await folderStanding(target, segments) : await target.look(segments)
    if (standing.type === 'blocked') {
      book.problem(name, 'skipped', standing.reason)
      continue
    }
    if (place.renamed) {
      book.problem(name, 'renamed', `${place.renamed} It is saved as “${segments.join('/')}”.`)
    }
    const { key, size, modified, etag, storageClass } = object
    if (size > 0 && storageClass !== undefined && isArchiveClass(storageClass)) book.archived()
    const renamed = place.renamed ? { segments: [...segments] } : {}
    const common = { name, key, size, modified, claim: samePath(segments) }
    if (isFolder) book.addFolder({ ...common, detail: { type: 'folder', ...renamed } })
    onProgress(book.progress)
    if (isFolder) continue
    const number = book.add({ ...common, etag, detail: { type: 'object', ...renamed } })
    if (standing.type !== 'file') {
      needed += size
      continue
    }
    const existing = { size: standing.size, modified: standing.modified }
    book.conflict({ number, name, size, modified }, target.path(segments), existing)
  }
  await target.ensureRoom(needed)
}

async function folderStanding(target: LocalTarget, segments: readonly string[]) {
  const blocked = await target.lookAtFolder(segments)
  return blocked ? { type: 'blocked' as const, ...blocked } : { type: 'nothing' as const }
}

/** Every object that a selection stands for. */
export async function* selected(
  storage: TransferStorage,
  location: Location,
  selection: Selection,
  book: PlanBook,
  signal: AbortSignal,
): AsyncGenerator<FoundObject> {
  const { keys, prefixes } = withoutOverlap(location, selection)
  const { found, denied } = await findObjects(storage, location.prefix, keys, signal)
  for (const key of keys) {
    const object = found.get(key)
    if (object) {
      yield object
      continue
    }
    const reason = denied.has(key) ? 'You have no permission to read it.' : 'It is no longer there.'
    book.problem(key.slice(location.prefix.length), 'skipped', reason)
  }
  for (const prefix of prefixes) {
    for await (const page of storage.listAll({ prefix }, signal)) yield* page.objects
  }
}
