import { AppError } from '#shared/errors.ts'
import type { S3Object } from '#shared/s3.ts'
import { compareKeys, shortlyBefore } from './key-order.ts'
import type { TransferStorage } from './transfer-storage.ts'

/** An object that is there, as far as a plan wants to know it. */
export type FoundObject = Pick<S3Object, 'key' | 'size' | 'etag'> & { readonly modified?: number }

/** Requests in flight where every key has to be asked for by itself. */
const HEADS = 8

/**
 * Which of many keys exist. Reads the bucket's listing beside the sorted keys and leaps over what
 * lies between: never more requests than keys, and never more than the pages of the prefix.
 */
export async function findObjects(
  storage: TransferStorage,
  prefix: string,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, FoundObject>> {
  const sorted = keys.toSorted(compareKeys)
  try {
    return (
      (await findByListing(storage, prefix, sorted, signal)) ??
      (await findByHead(storage, sorted, signal))
    )
  } catch (error) {
    // Keys that may not be listed may still be asked for one by one.
    if (error instanceof AppError && error.code === 'denied') {
      return findByHead(storage, sorted, signal)
    }
    throw error
  }
}

/** `undefined` when the server does not start where it was told to, so that leaping is no use. */
async function findByListing(
  storage: TransferStorage,
  prefix: string,
  sorted: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, FoundObject> | undefined> {
  const found = new Map<string, FoundObject>()
  const wanted = new Set(sorted)
  let next = 0
  let listedTo = ''
  while (next < sorted.length) {
    const before = shortlyBefore(sorted[next] ?? '')
    const startAfter = compareKeys(before, listedTo) > 0 ? before : listedTo
    const page = await storage.listPage({ prefix, startAfter }, signal)
    for (const object of page.objects) {
      if (compareKeys(object.key, startAfter) <= 0) return undefined
      if (wanted.has(object.key)) found.set(object.key, object)
    }
    const last = page.objects.at(-1)
    if (page.next === undefined) break
    if (!last) return undefined
    listedTo = last.key
    while (next < sorted.length && compareKeys(sorted[next] ?? '', listedTo) <= 0) next += 1
  }
  return found
}

async function findByHead(
  storage: TransferStorage,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, FoundObject>> {
  const found = new Map<string, FoundObject>()
  const waiting = keys.values()
  const lane = async (): Promise<void> => {
    for (const key of waiting) {
      const object = await headOf(storage, key, signal)
      if (object) found.set(key, object)
    }
  }
  await Promise.all(Array.from({ length: HEADS }, lane))
  return found
}

async function headOf(
  storage: TransferStorage,
  key: string,
  signal: AbortSignal,
): Promise<FoundObject | undefined> {
  try {
    const { size, etag, modified } = await storage.head(key, signal)
    return { key, size, etag, ...(modified === undefined ? {} : { modified }) }
  } catch (error) {
    // Denied where keys may only be written: then the condition of the write itself must guard.
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'denied')) {
      return undefined
    }
    throw error
  }
}
