import { DELIMITER, type Location } from '#shared/location.ts'
import { isArchiveClass } from '#shared/storage-class.ts'
import type { Selection } from '#shared/transfer.ts'
import type { PlanBook } from './plan.ts'
import { selected } from './plan-download.ts'
import type { TransferStorage } from './transfer-storage.ts'

/** Finds out what a delete would take away: every object below the selection, markers included. */
export async function planDelete(
  request: {
    location: Location
    selection: Selection
    storage: TransferStorage
    book: PlanBook
    onProgress: (found: { items: number; bytes: number }) => void
  },
  signal: AbortSignal,
): Promise<void> {
  const { location, selection, storage, book, onProgress } = request
  for await (const object of selected(storage, location, selection, book, signal)) {
    signal.throwIfAborted()
    const { key, size, etag, storageClass } = object
    const name = key.slice(location.prefix.length)
    book.add({ name, key, size, etag, detail: { type: 'object' } })
    if (size === 0 && key.endsWith(DELIMITER)) book.folder()
    if (storageClass !== undefined && isArchiveClass(storageClass)) book.archived()
    onProgress(book.progress)
  }
}
