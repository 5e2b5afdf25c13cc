import { AppError, type Failure } from '#shared/errors.ts'
import type { DeleteItem } from './plan.ts'
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
  readonly all: readonly DeleteItem[]
  /** Of the location that is deleted from: names start after it. */
  readonly prefix: string
  readonly storage: TransferStorage
}

/**
 * Deletes a batch of objects in one request. A key that can't be deleted keeps its own reason; one
 * that the server is only too busy for is tried again.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export async function runDelete(
  items: readonly number[],
  { all, prefix, storage }: DeleteContext,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const byKey = new Map(items.map(item => [all[item]?.key ?? '', item]))
  let busy: FailedKey[] = []
  let left = [...byKey.keys()]
  const deleteOnce = async (): Promise<void> => {
    busy = []
    const { deleted, failed } = await storage.deleteMany(left, signal)
    for (const key of deleted) tellDeleted(key)
    for (const one of failed) {
      if (isTransient(one.failure)) busy.push(one)
      else tellFailed(one)
    }
    left = busy.map(({ key }) => key)
    if (busy[0]) throw new AppError(busy[0].failure)
  }
  const tellDeleted = (key: string): void => {
    const item = byKey.get(key)
    if (item === undefined) return
    report.bytes(all[item]?.size ?? 0)
    report.done(item)
    report.changed(key)
  }
  const tellFailed = ({ key, failure }: FailedKey): void => {
    const item = byKey.get(key)
    if (item !== undefined) report.failed(item, key.slice(prefix.length), failure)
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
