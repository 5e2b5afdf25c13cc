import { stat } from 'node:fs/promises'
import { AppError } from '#shared/errors.ts'
import { contentTypeOf } from './content-type.ts'
import type { Item } from './journal/item.ts'
import { localFailure } from './local-failure.ts'
import { numberedName } from './numbered-name.ts'
import { ITEM_RETRY, withRetries } from './retry.ts'
import type { LocalBody, StoredObject, TransferStorage } from './transfer-storage.ts'
import type { UploadKeeper } from './upload-keeper.ts'
import type { OpenStream } from './upload-source.ts'
import type { Report } from './work.ts'
import { type Condition, conditionOf } from './write-condition.ts'

export interface UploadContext {
  readonly storage: TransferStorage
  /** Remembers what is half done. */
  readonly keeper: UploadKeeper
  /** Whether an item of this job takes a key: `keep-both` must not. */
  readonly isClaimed: (key: string) => boolean
  /** Notes the key that an item took for another; survives whatever happens. */
  readonly chose: (item: Item, key: string) => void
  /** Opens a file that only a page can give. */
  readonly openStream: (item: Item) => OpenStream
}

/** Stores one file, or the marker of an empty folder, the way its conflict was decided. */
export async function runUpload(
  item: Item,
  context: UploadContext,
  report: Pick<Report, 'bytes' | 'stored'>,
  signal: AbortSignal,
): Promise<Partial<StoredObject>> {
  if (item.detail.type === 'folder') {
    await withRetries(() => ensureMarker(context.storage, item.key, signal), signal)
    report.stored(item.key)
    return {}
  }
  if (item.answer === 'keep-both') return storeBeside(item, context, report, signal)
  const result = await store(item, item.key, conditionOf(item), context, report, signal)
  report.stored(item.key)
  return result
}

async function store(
  item: Item,
  key: string,
  condition: Condition,
  context: UploadContext,
  report: Pick<Report, 'bytes'>,
  signal: AbortSignal,
): Promise<Partial<StoredObject>> {
  const own = item.interrupted ? await storedBefore(item, key, context, signal) : undefined
  if (own) {
    report.bytes(item.size)
    return own
  }
  const reached = { bytes: 0 }
  const once = () => storeOnce(item, key, condition, context, report, reached, signal)
  return await withRetries(() => againWhenSourceChanged(once, signal), signal, {
    ...ITEM_RETRY,
    progress: () => reached.bytes,
  })
}

/** It may have been stored before the interruption, and nobody heard of it. */
async function storedBefore(
  item: Item,
  key: string,
  { storage, keeper }: UploadContext,
  signal: AbortSignal,
): Promise<Partial<StoredObject> | undefined> {
  if (item.detail.type !== 'path') return undefined
  const body = await localBody(item.detail.path)
  try {
    const own = await withRetries(() => storage.holdsFile(key, body, signal), signal)
    if (own) await keeper.drop(item)
    return own
  } catch (error) {
    // What may not be looked at is sent again, and guarded by the write's own condition.
    if (error instanceof AppError && error.code === 'denied') return undefined
    throw error
  }
}

async function storeOnce(
  item: Item,
  key: string,
  condition: Condition,
  { storage, keeper, openStream }: UploadContext,
  report: Pick<Report, 'bytes'>,
  reached: { bytes: number },
  signal: AbortSignal,
): Promise<Partial<StoredObject>> {
  let moved = 0
  const onProgress = (delta: number): void => {
    moved += delta
    reached.bytes = Math.max(reached.bytes, moved)
    report.bytes(delta)
  }
  const contentType = contentTypeOf(key)
  const rest = { key, contentType, ...condition, onProgress }
  try {
    if (item.detail.type === 'path') {
      // What is there now goes up, whatever the scan saw: the parts of another version never match.
      const body = await localBody(item.detail.path)
      const memory = await keeper.memory(item, key)
      const stored = await storage.upload({ ...rest, body, size: body.size, memory }, signal)
      report.bytes(item.size - moved)
      // By now it may be small enough to go without parts.
      await keeper.drop(item)
      return stored
    }
    const body = await openStream(item)(signal)
    try {
      return await storage.upload({ ...rest, body, size: item.size }, signal)
    } catch (error) {
      body.destroy()
      throw error
    }
  } catch (error) {
    report.bytes(-moved)
    throw await keeper.settle(item, error, signal)
  }
}

async function localBody(path: string): Promise<LocalBody> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { path, size, modified: mtimeMs }
  } catch (error) {
    throw localFailure(error, path)
  }
}

/** A file that is being saved while it is read is tried once more, when the saving may be over. */
async function againWhenSourceChanged<T>(store: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await store()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'source-changed') throw error
    signal.throwIfAborted()
    return await store()
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
 * when someone else takes a number first. A number that was chosen before an interruption is tried
 * first: it may be stored already.
 */
async function storeBeside(
  item: Item,
  context: UploadContext,
  report: Pick<Report, 'bytes' | 'stored'>,
  signal: AbortSignal,
): Promise<Partial<StoredObject>> {
  const { storage, isClaimed, chose } = context
  for (let number = 1; ; number += 1) {
    const again = number === 1
    const key = again ? item.chosen : numberedName(item.key, number)
    if (key === undefined || (!again && isClaimed(key))) continue
    if (!again) {
      if (await withRetries(() => isThere(storage, key, signal), signal)) continue
      chose(item, key)
    }
    try {
      const result = await store(item, key, { ifNoneMatch: true }, context, report, signal)
      report.stored(key)
      return result
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'already-exists') throw error
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
