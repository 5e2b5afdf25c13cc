import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { BucketRecord } from './buckets.ts'
import { afterKey, afterPrefix, bytesOf, commonPrefix } from './key-range.ts'
import { OBJECT_COLUMNS, type ObjectRecord, objectOf } from './object-record.ts'

/** One page of ListObjectVersions that is wanted. */
export interface VersionQuery {
  readonly prefix: string
  readonly delimiter: string | undefined
  readonly keyMarker: string | undefined
  /** Only with a key marker: go on after this version of it. */
  readonly versionMarker: string | undefined
  readonly limit: number
}

/** A page of versions and delete markers, keys in byte order, newest first. */
export interface VersionPage {
  readonly versions: readonly ObjectRecord[]
  readonly commonPrefixes: readonly string[]
  readonly next?: { readonly key: string; readonly version?: string }
}

/** Lists every version of every key. */
export class VersionListing {
  readonly #from: StatementSync
  readonly #older: StatementSync
  readonly #marker: StatementSync

  constructor(database: DatabaseSync) {
    this.#from = database.prepare(
      `SELECT ${OBJECT_COLUMNS} FROM versions WHERE bucket = ? AND key >= ?
       ORDER BY key, id DESC`,
    )
    this.#older = database.prepare(
      `SELECT ${OBJECT_COLUMNS} FROM versions WHERE bucket = ? AND key = ? AND id < ?
       ORDER BY id DESC`,
    )
    this.#marker = database.prepare(
      'SELECT id FROM versions WHERE bucket = ? AND key = ? AND version = ?',
    )
  }

  page(bucket: BucketRecord, query: VersionQuery): VersionPage {
    const versions: ObjectRecord[] = []
    const commonPrefixes: string[] = []
    if (query.limit === 0) return { versions, commonPrefixes }
    const prefix = Buffer.from(query.prefix)
    const delimiter = query.delimiter ? Buffer.from(query.delimiter) : undefined
    let next: VersionPage['next'] = { key: '' }
    const full = () => versions.length + commonPrefixes.length === query.limit
    const continued = query.keyMarker ? Buffer.from(query.keyMarker) : undefined
    // A marker inside a common prefix has no versions left to tell: they are all rolled up.
    const rolledUp = continued && commonPrefix(continued, prefix, delimiter) !== undefined
    for (const object of rolledUp ? [] : this.#rest(bucket, query)) {
      if (full()) return { versions, commonPrefixes, next }
      versions.push(object)
      next = { key: object.key, version: object.version }
    }
    let from = start(query, prefix, delimiter)
    scan: while (from !== undefined) {
      for (const row of this.#from.iterate(bucket.id, from)) {
        const key = bytesOf(row['key'])
        if (!key.subarray(0, prefix.length).equals(prefix)) break scan
        if (full()) return { versions, commonPrefixes, next }
        const rolled = commonPrefix(key, prefix, delimiter)
        if (rolled !== undefined) {
          next = { key: rolled.toString() }
          commonPrefixes.push(next.key)
          from = afterPrefix(rolled)
          continue scan
        }
        const object = objectOf(row)
        next = { key: object.key, version: object.version }
        versions.push(object)
      }
      break
    }
    return { versions, commonPrefixes }
  }

  /** The versions of the marker's key that are older than the marked one. */
  *#rest(bucket: BucketRecord, query: VersionQuery): Generator<ObjectRecord> {
    if (!query.keyMarker || !query.versionMarker || !query.keyMarker.startsWith(query.prefix))
      return
    const key = Buffer.from(query.keyMarker)
    const row = this.#marker.get(bucket.id, key, query.versionMarker)
    if (row === undefined) return
    for (const older of this.#older.iterate(bucket.id, key, Number(row['id'])))
      yield objectOf(older)
  }
}

function start(
  { keyMarker }: VersionQuery,
  prefix: Buffer,
  delimiter: Buffer | undefined,
): Buffer | undefined {
  if (!keyMarker) return prefix
  const marker = Buffer.from(keyMarker)
  if (Buffer.compare(marker, prefix) < 0) return prefix
  const inside = marker.subarray(0, prefix.length).equals(prefix)
  const rolled = inside ? commonPrefix(marker, prefix, delimiter) : undefined
  return rolled === undefined ? afterKey(marker) : afterPrefix(rolled)
}
