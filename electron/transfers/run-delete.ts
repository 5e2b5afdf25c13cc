import type { DeleteItem } from './plan.ts'
import { withRetries } from './retry.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { Report } from './work.ts'

/** Keys in one request: the most that DeleteObjects takes. */
export const KEYS_PER_DELETE = 1000

export interface DeleteContext {
  readonly all: readonly DeleteItem[]
  /** Of the location that is deleted from: names start after it. */
  readonly prefix: string
  readonly storage: TransferStorage
}

/** Deletes a batch of objects in one request. A key that can't be deleted keeps its own reason. */
export async function runDelete(
  items: readonly number[],
  { all, prefix, storage }: DeleteContext,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const byKey = new Map(items.map(item => [all[item]?.key ?? '', item]))
  const keys = [...byKey.keys()]
  const { deleted, failed } = await withRetries(() => storage.deleteMany(keys, signal), signal)
  for (const key of deleted) {
    const item = byKey.get(key)
    if (item === undefined) continue
    report.bytes(all[item]?.size ?? 0)
    report.done(item)
    report.changed(key)
  }
  for (const { key, failure } of failed) {
    const item = byKey.get(key)
    if (item !== undefined) report.failed(item, key.slice(prefix.length), failure)
  }
}
