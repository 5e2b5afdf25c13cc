import { DELIMITER, type Location } from '#shared/location.ts'
import type { Selection } from '#shared/transfer.ts'
import { type DeleteItem, PlanNotes } from './plan.ts'
import { selected } from './plan-download.ts'
import type { TransferStorage } from './transfer-storage.ts'

/** Finds out what a delete would take away: every object below the selection, markers included. */
export async function planDelete(
  request: {
    location: Location
    selection: Selection
    storage: TransferStorage
    onProgress: (found: { items: number; bytes: number }) => void
  },
  signal: AbortSignal,
): Promise<{ items: DeleteItem[]; notes: PlanNotes }> {
  const { location, selection, storage, onProgress } = request
  const notes = new PlanNotes()
  const items: DeleteItem[] = []
  for await (const object of selected(storage, location, selection, notes, signal)) {
    signal.throwIfAborted()
    items.push({ key: object.key, size: object.size })
    notes.item(object.key.slice(location.prefix.length), object.size)
    if (object.size === 0 && object.key.endsWith(DELIMITER)) notes.folder()
    onProgress(notes.progress)
  }
  return { items, notes }
}
