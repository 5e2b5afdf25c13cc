import { AppError } from '#shared/errors.ts'
import type { ConflictAnswer } from '#shared/transfer.ts'
import { contentTypeOf } from './content-type.ts'
import { numberedName } from './numbered-name.ts'
import type { UploadItem } from './plan.ts'
import { withRetries } from './retry.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { SourceBody } from './upload-source.ts'
import type { Report } from './work.ts'

export interface UploadContext {
  readonly storage: TransferStorage
  /** Keys that this job writes: `keep-both` must not take one of them. */
  readonly claimed: Set<string>
}

/** Stores one file, or the marker of an empty folder, the way its conflict was decided. */
export async function runUpload(
  item: UploadItem,
  answer: ConflictAnswer | undefined,
  { storage, claimed }: UploadContext,
  report: Pick<Report, 'bytes' | 'changed'>,
  signal: AbortSignal,
): Promise<void> {
  const { open } = item
  if (!open) {
    await withRetries(() => ensureMarker(storage, item.key, signal), signal)
    report.changed(item.key)
    return
  }
  const store = (key: string, condition: Storing['condition']) => {
    const once = () => storeOnce({ ...item, key, open, condition }, storage, report, signal)
    return withRetries(() => againWhenSourceChanged(once, signal), signal)
  }
  if (answer === 'keep-both') {
    report.changed(await storeBeside(item.key, store, storage, claimed, signal))
    return
  }
  await store(item.key, conditionOf(answer, item.existing?.etag))
  report.changed(item.key)
}

/** What was asked about may be replaced, as it was when it was asked about; nothing else may. */
function conditionOf(
  answer: ConflictAnswer | undefined,
  etag: string | undefined,
): Storing['condition'] {
  if (answer !== 'replace') return { ifNoneMatch: true }
  return etag ? { ifMatch: etag } : {}
}

interface Storing {
  readonly key: string
  readonly size: number
  readonly modified: number
  readonly open: (signal: AbortSignal) => Promise<SourceBody>
  readonly condition: { readonly ifMatch?: string; readonly ifNoneMatch?: true }
}

async function storeOnce(
  { key, size, modified, open, condition }: Storing,
  storage: TransferStorage,
  report: Pick<Report, 'bytes'>,
  signal: AbortSignal,
): Promise<void> {
  let moved = 0
  const onProgress = (delta: number): void => {
    moved += delta
    report.bytes(delta)
  }
  const source = await open(signal)
  const body = 'path' in source ? { path: source.path, size, modified } : source.stream
  try {
    const contentType = contentTypeOf(key)
    await storage.upload({ key, body, size, contentType, ...condition, onProgress }, signal)
    report.bytes(size - moved)
  } catch (error) {
    report.bytes(-moved)
    if ('stream' in source) source.stream.destroy()
    throw error
  }
}

/** A file that is being saved while it is read is tried once more, when the saving may be over. */
async function againWhenSourceChanged(
  store: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await store()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'source-changed') throw error
    signal.throwIfAborted()
    await store()
  }
}

async function ensureMarker(
  storage: TransferStorage,
  prefix: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await storage.createFolder(prefix, signal)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'already-exists') throw error
  }
}

/**
 * Stores under `report (2).pdf`, or the next number that neither the bucket nor this job has, even
 * when someone else takes a number first.
 *
 * @returns the key that it got
 */
async function storeBeside(
  taken: string,
  store: (key: string, condition: Storing['condition']) => Promise<void>,
  storage: TransferStorage,
  claimed: Set<string>,
  signal: AbortSignal,
): Promise<string> {
  for (let number = 2; ; number += 1) {
    const key = numberedName(taken, number)
    if (claimed.has(key)) continue
    claimed.add(key)
    if (await withRetries(() => isThere(storage, key, signal), signal)) continue
    try {
      await store(key, { ifNoneMatch: true })
      return key
    } catch (error) {
      if (error instanceof AppError && error.code === 'already-exists') continue
      claimed.delete(key)
      throw error
    }
  }
}

async function isThere(
  storage: TransferStorage,
  key: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await storage.head(key, signal)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return false
    throw error
  }
}
