import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Buckets } from '../../electron/playground/store/buckets.ts'
import { inTransaction, openDatabase } from '../../electron/playground/store/database.ts'
import { openStore } from '../../electron/playground/store/store.ts'
import { CONTEXT_KEYS, CONTEXTS, contextPrefix, FLAT, flatKey, hashOf } from './bench-keys.ts'

/** Changes when the keys or the playground's index do: what was made before is made anew. */
const EDITION = 1
const BATCH = 50_000
const DAY = 86_400_000

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
  const buckets = new Buckets(database)
  const insert = database.prepare(
    `INSERT INTO versions (bucket, key, version, latest, marker, size, modified, etag,
       storage_class, blob, parts, properties, tags)
     VALUES (?, ?, 'null', 1, 0, ?, ?, ?, ?, NULL, 0, '{}', '[]')`,
  )
  const put = (bucket: string, count: number, keyOf: (index: number) => string) => {
    buckets.create(bucket)
    const { id } = buckets.get(bucket)
    for (let from = 0; from < count; from += BATCH) {
      inTransaction(database, () => {
        for (let index = from; index < Math.min(count, from + BATCH); index += 1) {
          insert.run(id, Buffer.from(keyOf(index)), ...attributesOf(index))
        }
      })
    }
  }
  put(FLAT.bucket, keys, flatKey)
  put(CONTEXTS.bucket, keys, index => {
    const context = Math.floor(index / CONTEXT_KEYS)
    return `${contextPrefix(context)}invoice-${index % CONTEXT_KEYS}.pdf`
  })
  database.close()
}

/** Size, time, ETag and storage class: of every kind, the same in every run. */
function attributesOf(index: number): [number, number, string, string] {
  const hash = hashOf(index)
  const digest = [1, 2, 3, 4].map(part =>
    hashOf(index * 4 + part)
      .toString(16)
      .padStart(8, '0'),
  )
  const storageClass = ['STANDARD', 'STANDARD_IA', 'GLACIER'][hash % 3] ?? 'STANDARD'
  return [hash % 50_000_000, 1_600_000_000_000 + (hash % 2000) * DAY, digest.join(''), storageClass]
}
