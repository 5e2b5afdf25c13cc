import { DELIMITER, type Location, lastSegment } from '#shared/location.ts'
import { findObjects } from './find-objects.ts'
import { numberedName } from './numbered-name.ts'
import { PlanNotes, type UploadItem } from './plan.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { SourceItem, UploadSource } from './upload-source.ts'

/** Bytes of UTF-8; https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MAX_KEY_BYTES = 1024

/** 48.8 TiB: 10,000 parts of 5 GiB. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_OBJECT_BYTES = 10_000 * 5 * 1024 ** 3

/** What systems leave in folders for themselves. */
const LITTER = new Set(['.DS_Store', 'Thumbs.db'])

/** Finds out what an upload would do: every file and its key, and which keys are taken. */
export async function planUpload(
  request: {
    target: Location
    source: UploadSource
    storage: TransferStorage
    onProgress: (found: { items: number; bytes: number }) => void
  },
  signal: AbortSignal,
): Promise<{ items: UploadItem[]; notes: PlanNotes }> {
  const { target, source, storage, onProgress } = request
  const notes = new PlanNotes()
  const found: UploadItem[] = []
  const keys = new Set<string>()
  for await (const item of source.items(signal)) {
    signal.throwIfAborted()
    const planned = plannedItem(item, target, keys, notes)
    if (!planned) continue
    keys.add(planned.key)
    found.push(planned)
    if (planned.open) notes.item(planned.name, planned.size)
    else notes.folder()
    onProgress(notes.progress)
  }
  // Keys that may be written but not looked at count as free: the write's own condition guards them.
  const { found: taken } = await findObjects(storage, target.prefix, [...keys], signal)
  const items: UploadItem[] = []
  for (const item of found) {
    const existing = taken.get(item.key)
    // A marker that is there already is all that an empty folder wants.
    if (existing && !item.open) continue
    items.push(existing ? { ...item, existing: { etag: existing.etag } } : item)
    if (!existing) continue
    notes.conflict(items.length - 1, {
      target: item.key,
      name: item.name,
      existing: {
        size: existing.size,
        ...(existing.modified === undefined ? {} : { modified: existing.modified }),
      },
      incoming: { size: item.size, modified: item.modified },
    })
  }
  return { items, notes }
}

function plannedItem(
  item: SourceItem,
  target: Location,
  keys: ReadonlySet<string>,
  notes: PlanNotes,
): UploadItem | undefined {
  const { relativePath } = item
  if (item.type === 'problem') {
    notes.problem(relativePath.toWellFormed(), 'skipped', item.reason)
    return undefined
  }
  if (!relativePath.isWellFormed()) {
    notes.problem(relativePath.toWellFormed(), 'skipped', 'Its name is not valid Unicode.')
    return undefined
  }
  if (item.type === 'empty-folder') {
    const key = `${target.prefix}${relativePath}${DELIMITER}`
    const marker = { name: `${relativePath}${DELIMITER}`, key, size: 0, modified: 0 }
    return keys.has(key) || isTooLong(marker, notes) ? undefined : marker
  }
  if (LITTER.has(lastSegment(relativePath))) {
    notes.problem(relativePath, 'skipped', 'It is a file that the system keeps for itself.')
    return undefined
  }
  if (item.size > MAX_OBJECT_BYTES) {
    notes.problem(relativePath, 'skipped', 'It is larger than the 48.8 TiB that S3 allows.')
    return undefined
  }
  const name = freeName(relativePath, target.prefix, keys)
  if (name !== relativePath) {
    notes.problem(name, 'renamed', `Another dropped item is called “${relativePath}” already.`)
  }
  const { size, modified } = item
  const open = (signal: AbortSignal) => item.open(signal)
  const planned = { name, key: target.prefix + name, size, modified, open }
  return isTooLong(planned, notes) ? undefined : planned
}

function freeName(wanted: string, prefix: string, keys: ReadonlySet<string>): string {
  let name = wanted
  for (let number = 2; keys.has(prefix + name); number += 1) name = numberedName(wanted, number)
  return name
}

function isTooLong(item: UploadItem, notes: PlanNotes): boolean {
  if (Buffer.byteLength(item.key) <= MAX_KEY_BYTES) return false
  const reason = `Its key would be longer than the ${MAX_KEY_BYTES} bytes that S3 allows.`
  notes.problem(item.name, 'skipped', reason)
  return true
}
