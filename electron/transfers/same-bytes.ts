import { AppError } from '#shared/errors.ts'
import { isProvenCopy } from '../storage/confirm-copy.ts'
import type { Item } from './journal/item.ts'
import { withRetries } from './retry.ts'
import type { TransferStorage } from './transfer-storage.ts'

/** Why an item that was to replace what has other bytes was skipped. */
export const SAME_BYTES = 'The same bytes are there already.'

/** Whether an object is, byte for byte, what a local file is; `false` where nothing proves it. */
export async function isSameFile(
  storage: TransferStorage,
  { key, size }: Pick<Item, 'key' | 'size'>,
  path: string,
  signal: AbortSignal,
): Promise<boolean> {
  const file = { path, size, modified: 0 }
  const held = await proven(() => storage.holdsFile(key, file, signal), signal)
  return held !== undefined
}

/** Whether a copy would be what is there already; `false` where nothing proves it. */
export async function isSameObject(
  source: TransferStorage,
  key: string,
  target: TransferStorage,
  targetKey: string,
  signal: AbortSignal,
): Promise<boolean> {
  const heads = async () =>
    await Promise.all([source.head(key, signal), target.head(targetKey, signal)])
  const found = await proven(heads, signal)
  return found !== undefined && isProvenCopy(...found)
}

/** What may not be read proves nothing. */
async function proven<T>(look: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await withRetries(look, signal)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'denied' || error.code === 'not-found')) {
      return undefined
    }
    throw error
  }
}
