import { AppError, type Failure } from '#shared/errors.ts'
import { withSlot } from '../storage/request-scope.ts'
import { findObjects } from './find-objects.ts'
import type { Item } from './journal/item.ts'
import { ITEM_RETRY, isTransient, withRetries } from './retry.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { Report } from './work.ts'

/** Keys in one request: the most that DeleteObjects takes. */
export const KEYS_PER_DELETE = 1000

interface FailedKey {
  readonly key: string
  readonly failure: Failure
}

export interface DeleteContext {
  /** Of the location that is deleted from. */
  readonly prefix: string
  readonly storage: TransferStorage
  /** Which objects are looked at again before they go: all, or (by default) those of an interrupted try. */
  readonly unsure?: 'all'
}

/**
 * Deletes a batch of objects in one request. A key that can't be deleted keeps its own reason; one
 * that the server is only too busy for is tried again.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export async function runDelete(
  items: readonly Item[],
  context: DeleteContext,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const { storage } = context
  const byKey = new Map(items.map(item => [item.key, item]))
  const tellDeleted = (key: string): void => {
    const item = byKey.get(key)
    if (!item) return
    report.bytes(item.size)
    report.done(item, { etag: item.etag })
    report.gone(key)
  }
  const tellFailed = ({ key, failure }: FailedKey): void => {
    const item = byKey.get(key)
    if (item) report.failed(item, failure)
  }
  const { gone, replaced } = await withRetries(() => lookAgain(items, context, signal), signal)
  for (const key of gone) tellDeleted(key)
  for (const key of replaced) tellFailed({ key, failure: newerFailure(key) })
  let busy: FailedKey[] = []
  let left = [...byKey.keys()].filter(key => !gone.has(key) && !replaced.has(key))
  if (left.length === 0) return
  const deleteOnce = async (): Promise<void> => {
    busy = []
    const { deleted, failed } = await withSlot(signal, () => storage.deleteMany(left, signal))
    for (const key of deleted) tellDeleted(key)
    for (const one of failed) {
      if (isTransient(one.failure)) busy.push(one)
      else tellFailed(one)
    }
    left = busy.map(({ key }) => key)
    if (busy[0]) throw new AppError(busy[0].failure)
  }
  const progress = (): number => byKey.size - left.length
  try {
    await withRetries(deleteOnce, signal, { ...ITEM_RETRY, progress })
  } catch (error) {
    signal.throwIfAborted()
    if (busy.length === 0) throw error
    for (const one of busy) tellFailed(one)
  }
}

/**
 * After an interruption nobody knows which keys were deleted. Those that are gone are done; one that
 * has another version by now was stored since, and is not what the user wanted deleted.
 *
 * @returns `replaced`: also those of which, where all are to be looked at, nobody can tell
 */
async function lookAgain(
  items: readonly Item[],
  { prefix, storage, unsure: which }: DeleteContext,
  signal: AbortSignal,
): Promise<{ gone: ReadonlySet<string>; replaced: ReadonlySet<string> }> {
  const gone = new Set<string>()
  const replaced = new Set<string>()
  const unsure = items.filter(({ interrupted }) => interrupted || which === 'all')
  if (unsure.length === 0) return { gone, replaced }
  const keys = unsure.map(({ key }) => key)
  const { found, denied } = await findObjects(storage, prefix, keys, signal)
  for (const { key, etag, modified } of unsure) {
    const object = found.get(key)
    if (!object) {
      if (!denied.has(key)) gone.add(key)
      else if (which === 'all') replaced.add(key)
    } else if (etag && object.etag !== etag) replaced.add(key)
    else if (which === 'all' && !isSameSecond(object.modified, modified)) replaced.add(key)
  }
  return { gone, replaced }
}

/** A listing may tell parts of a second, HEAD never does. */
function isSameSecond(one: number | undefined, other: number | undefined): boolean {
  return Math.floor((one ?? 0) / 1000) === Math.floor((other ?? 0) / 1000)
}

function newerFailure(key: string): Failure {
  return new AppError({
    code: 'changed-meanwhile',
    message: `“${key}” was stored anew after it was looked at, or may not be looked at any more, so it was kept.`,
    remedy: 'Look at it, and delete it again if it is not wanted.',
    subject: { key },
  }).failure
}
