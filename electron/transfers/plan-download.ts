import type { LocalSystem } from '#shared/local-names.ts'
import { DELIMITER, type Location } from '#shared/location.ts'
import { NameClashes } from '#shared/name-clashes.ts'
import type { Selection } from '#shared/transfer.ts'
import { type FoundObject, findObjects } from './find-objects.ts'
import type { LocalTarget } from './local-target.ts'
import { type DownloadItem, PlanNotes, withoutOverlap } from './plan.ts'
import type { TransferStorage } from './transfer-storage.ts'

/** Finds out what a download would do: every object, its local path, and which paths are taken. */
export async function planDownload(
  request: {
    location: Location
    selection: Selection
    target: LocalTarget
    system: LocalSystem
    storage: TransferStorage
    onProgress: (found: { items: number; bytes: number }) => void
  },
  signal: AbortSignal,
): Promise<{ items: DownloadItem[]; notes: PlanNotes }> {
  const { location, selection, target, system, storage, onProgress } = request
  const notes = new PlanNotes()
  const names = new NameClashes(system)
  const items: DownloadItem[] = []
  let needed = 0
  for await (const object of selected(storage, location, selection, notes, signal)) {
    signal.throwIfAborted()
    const name = object.key.slice(location.prefix.length)
    const isFolder = object.size === 0 && object.key.endsWith(DELIMITER)
    // The marker of the location itself stands for the chosen folder, which is there.
    if (isFolder && name === '') continue
    const place = isFolder ? names.folder(name.slice(0, -1)) : names.file(name)
    const { segments } = place
    const standing = isFolder ? await folderStanding(target, segments) : await target.look(segments)
    if (standing.type === 'blocked') {
      notes.problem(name, 'skipped', standing.reason)
      continue
    }
    if (place.renamed) {
      notes.problem(name, 'renamed', `${place.renamed} It is saved as “${segments.join('/')}”.`)
    }
    items.push({
      key: object.key,
      size: object.size,
      modified: object.modified,
      etag: isFolder ? undefined : object.etag,
      segments: place.renamed ? segments : undefined,
    })
    if (isFolder) notes.folder()
    else notes.item(name, object.size)
    onProgress(notes.progress)
    if (standing.type !== 'file') {
      needed += object.size
      continue
    }
    notes.conflict(items.length - 1, {
      target: target.path(segments),
      name,
      existing: { size: standing.size, modified: standing.modified },
      incoming: {
        size: object.size,
        ...(object.modified === undefined ? {} : { modified: object.modified }),
      },
    })
  }
  await target.ensureRoom(needed)
  return { items, notes }
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
  notes: PlanNotes,
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
    notes.problem(key.slice(location.prefix.length), 'skipped', reason)
  }
  for (const prefix of prefixes) {
    for await (const page of storage.listAll({ prefix }, signal)) yield* page.objects
  }
}
