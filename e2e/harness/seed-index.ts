import type { DatabaseSync } from 'node:sqlite'
import { Buckets } from '../../electron/playground/store/buckets.ts'
import { inTransaction } from '../../electron/playground/store/database.ts'

const BATCH = 50_000
const DAY = 86_400_000

/**
 * Makes a bucket of `count` objects in the index of a playground that is not running: in seconds,
 * since there is nothing to download.
 *
 * @param same what all of them have; otherwise each has its own
 */
export function seedBucket(
  database: DatabaseSync,
  bucket: string,
  count: number,
  keyOf: (index: number) => string,
  same?: { readonly size: number; readonly modified: number },
): void {
  const buckets = new Buckets(database)
  buckets.create(bucket)
  const { id } = buckets.get(bucket)
  const insert = database.prepare(
    `INSERT INTO versions (bucket, key, version, latest, marker, size, modified, etag,
       storage_class, blob, parts, properties, tags)
     VALUES (?, ?, 'null', 1, 0, ?, ?, ?, ?, NULL, 0, '{}', '[]')`,
  )
  for (let from = 0; from < count; from += BATCH) {
    inTransaction(database, () => {
      for (let index = from; index < Math.min(count, from + BATCH); index += 1) {
        const [size, modified, ...rest] = attributesOf(index)
        const told = same ? [same.size, same.modified] : [size, modified]
        insert.run(id, Buffer.from(keyOf(index)), ...told, ...rest)
      }
    })
  }
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

/** A number that looks random and is the same in every run. */
export function hashOf(index: number): number {
  let hash = Math.imul(index ^ 0x9e37_79b9, 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
