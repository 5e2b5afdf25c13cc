import { AppError } from '#shared/errors.ts'
import { compareKeys, shortlyBefore } from '#shared/key-order.ts'
import type { S3Object } from '#shared/s3.ts'
import type { TransferStorage } from './transfer-storage.ts'

/** An object that is there, as far as a plan wants to know it. */
export type FoundObject = Pick<S3Object, 'key' | 'size' | 'etag'> & {
  readonly modified?: number
  readonly storageClass?: string
}

/** Which keys are there; and which may not even be asked for, so that nobody knows. */
export interface FoundObjects {
  readonly found: ReadonlyMap<string, FoundObject>
  readonly denied: ReadonlySet<string>
}

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
): Promise<FoundObjects> {
  const sorted = keys.toSorted(compareKeys)
  try {
    const found = await findByListing(storage, prefix, sorted, signal)
    return found ? { found, denied: new Set() } : await findByHead(storage, sorted, signal)
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
): Promise<FoundObjects> {
  const found = new Map<string, FoundObject>()
  const denied = new Set<string>()
  const waiting = keys.values()
  const lane = async (): Promise<void> => {
    for (const key of waiting) {
      const object = await headOf(storage, key, signal)
      if (object === 'denied') denied.add(key)
      else if (object) found.set(key, object)
    }
  }
  await Promise.all(Array.from({ length: HEADS }, lane))
  return { found, denied }
}

async function headOf(
  storage: TransferStorage,
  key: string,
  signal: AbortSignal,
): Promise<FoundObject | 'denied' | undefined> {
  try {
    const { size, etag, modified, storageClass } = await storage.head(key, signal)
    return { key, size, etag, storageClass, ...(modified === undefined ? {} : { modified }) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'not-found') return undefined
    if (error.code === 'denied') return 'denied'
    throw error
  }
}
