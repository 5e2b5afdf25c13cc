import { constants, open } from 'node:fs/promises'

/** By folder: the sync that has begun, and the one that will begin when it is over. */
const running = new Map<string, Promise<void>>()
const next = new Map<string, Promise<void>>()

/**
 * Makes the names in a folder safe: a rename is atomic but not durable until its folder is written.
 * Whoever asks while that is being done shares the next time with all others who do. A folder that
 * can't be synced (on Windows, many network shares, write-only folders) is no failure.
 */
export function syncFolder(path: string): Promise<void> {
  const known = next.get(path)
  if (known) return known
  const promise = syncAfterThat(path)
  next.set(path, promise)
  return promise
}

async function syncAfterThat(path: string): Promise<void> {
  await running.get(path)
  next.delete(path)
  const sync = syncNow(path)
  running.set(path, sync)
  await sync
  if (running.get(path) === sync) running.delete(path)
}

async function syncNow(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY).catch(() => undefined)
  await folder?.sync().catch(() => 'as safe as this file system makes it')
  await folder?.close()
}
