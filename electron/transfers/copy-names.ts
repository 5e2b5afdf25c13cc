import { DELIMITER } from '#shared/location.ts'
import { numberedName } from './numbered-name.ts'
import type { TransferStorage } from './transfer-storage.ts'

/**
 * Names that are free beside the ones that are taken: `report (2).pdf`, `logs (2)`. Neither a file
 * nor a folder has them.
 */
export async function freeNames(
  storage: TransferStorage,
  prefix: string,
  taken: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const free = new Map<string, string>()
  const given = new Set<string>()
  for (const name of taken) {
    for (let number = 2; ; number += 1) {
      const candidate = numberedName(name, number)
      if (given.has(candidate) || (await isTaken(storage, prefix + candidate, signal))) continue
      given.add(candidate)
      free.set(name, candidate)
      break
    }
  }
  return free
}

/** Whether there is an object of this key, or a folder of this name. */
export async function isTaken(
  storage: TransferStorage,
  name: string,
  signal: AbortSignal,
): Promise<boolean> {
  // A key sorts before every longer one, so the first of a listing tells whether it is there.
  const file = await storage.listPage({ prefix: name, maxKeys: 1 }, signal)
  if (file.objects[0]?.key === name) return true
  const folder = await storage.listPage({ prefix: `${name}${DELIMITER}`, maxKeys: 1 }, signal)
  return folder.objects.length > 0
}
