import { DELIMITER, type Location } from '#shared/location.ts'
import { NameClashes } from '#shared/name-clashes.ts'
import { isArchiveClass } from '#shared/storage-class.ts'
import type { Selection } from '#shared/transfer.ts'
import type { LocalTarget } from '../local-target.ts'
import type { PlanBook } from '../plan.ts'
import { selected } from '../plan-download.ts'
import type { TransferStorage } from '../transfer-storage.ts'

/**
 * Finds out what a zip would hold. Whoever gets it may unpack it anywhere, so its names follow the
 * strictest rules there are, those of Windows: none leads out of a folder, none is another's.
 */
export async function planZip(
  request: {
    location: Location
    selection: Selection
    target: LocalTarget
    storage: TransferStorage
    book: PlanBook
    onProgress: (found: { items: number; bytes: number }) => void
  },
  signal: AbortSignal,
): Promise<void> {
  const { location, selection, target, storage, book, onProgress } = request
  const names = new NameClashes('windows')
  for await (const object of selected(storage, location, selection, book, signal)) {
    signal.throwIfAborted()
    const { key, size, modified, etag, storageClass } = object
    const name = key.slice(location.prefix.length)
    const isFolder = size === 0 && key.endsWith(DELIMITER)
    // The marker of the location itself stands for the zip.
    if (isFolder && name === '') continue
    const { segments, renamed } = isFolder ? names.folder(name.slice(0, -1)) : names.file(name)
    if (renamed) {
      const inside = segments.join(DELIMITER)
      book.problem(name, 'renamed', `Not every system can unpack it; it is “${inside}” in the zip.`)
    }
    const kept = renamed ? { segments: [...segments] } : {}
    const common = { name, key, size, modified }
    if (isFolder) book.addFolder({ ...common, detail: { type: 'folder', ...kept } })
    else {
      if (size > 0 && storageClass !== undefined && isArchiveClass(storageClass)) book.archived()
      book.add({ ...common, etag, detail: { type: 'object', ...kept } })
    }
    onProgress(book.progress)
  }
  await target.ensureRoom(book.progress.bytes)
}
