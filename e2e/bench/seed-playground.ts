import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../electron/playground/store/database.ts'
import { openStore } from '../../electron/playground/store/store.ts'
import { seedBucket } from '../harness/seed-index.ts'
import { CONTEXT_KEYS, CONTEXTS, contextPrefix, FLAT, flatKey } from './bench-keys.ts'

/** Changes when the keys or the playground's index do: what was made before is made anew. */
const EDITION = 1

/**
 * A folder for a playground with `keys` keys in one flat prefix, and as many in contexts of ten.
 * Their rows are written straight into the index, in seconds; there is nothing to download. Kept
 * under .cache for the next run.
 */
export async function seededFolder(keys: number): Promise<string> {
  const folder = join('.cache', 'bench', `keys-${keys}-${EDITION}`)
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.part`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  process.stderr.write(`Making ${2 * keys} keys for the playground in ${folder} …\n`)
  // The store makes its own folders and keys.
  await openStore(unfinished, { fsync: false }).close()
  fill(unfinished, keys)
  renameSync(unfinished, folder)
  return folder
}

function fill(folder: string, keys: number): void {
  const database = openDatabase(folder)
  seedBucket(database, FLAT.bucket, keys, flatKey)
  seedBucket(database, CONTEXTS.bucket, keys, index => {
    const context = Math.floor(index / CONTEXT_KEYS)
    return `${contextPrefix(context)}invoice-${index % CONTEXT_KEYS}.pdf`
  })
  database.close()
}
