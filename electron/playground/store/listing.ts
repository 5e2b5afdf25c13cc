import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { BucketRecord } from './buckets.ts'
import { afterKey, afterPrefix, bytesOf, commonPrefix } from './key-range.ts'
import { checksumTypeOf, optionalText } from './object-record.ts'

/** One page of a listing that is wanted. */
export interface ListingQuery {
  readonly prefix: string
  readonly delimiter: string | undefined
  /** Only keys and common prefixes that sort after this one. */
  readonly after: string | undefined
  readonly limit: number
}

/** An object as a listing shows it. */
export interface ListedObject {
  readonly key: string
  readonly size: number
  readonly modified: number
  readonly etag: string
  readonly storageClass: string
  readonly checksumAlgorithm: string | undefined
  readonly checksumType: string
}

/** A page: objects and common prefixes apart, and where the next page begins. */
export interface ListingPage {
  readonly objects: readonly ListedObject[]
  readonly commonPrefixes: readonly string[]
  /** The last key or common prefix of this page, when more follow. */
  readonly next?: string
}

/** Lists current objects in the order of their bytes. */
export class Listing {
  readonly #from: StatementSync

  constructor(database: DatabaseSync) {
    this.#from = database.prepare(
      `SELECT key, size, modified, etag, storage_class, checksum_algorithm, checksum_type
       FROM versions WHERE bucket = ? AND key >= ? AND latest = 1 AND marker = 0 ORDER BY key`,
    )
  }

  /**
   * One page. Each common prefix costs one seek in the index, however many keys are under it.
   */
  page(bucket: BucketRecord, { prefix, delimiter, after, limit }: ListingQuery): ListingPage {
    const objects: ListedObject[] = []
    const commonPrefixes: string[] = []
    if (limit === 0) return { objects, commonPrefixes }
    const start = Buffer.from(prefix)
    const divider = delimiter === undefined || delimiter === '' ? undefined : Buffer.from(delimiter)
    let last = ''
    let from = firstKey(start, divider, after)
    scan: while (from !== undefined) {
      for (const row of this.#from.iterate(bucket.id, from)) {
        const key = bytesOf(row['key'])
        if (!startsWith(key, start)) break scan
        if (objects.length + commonPrefixes.length === limit) {
          return { objects, commonPrefixes, next: last }
        }
        const rolled = commonPrefix(key, start, divider)
        if (rolled !== undefined) {
          last = rolled.toString()
          commonPrefixes.push(last)
          from = afterPrefix(rolled)
          continue scan
        }
        last = key.toString()
        objects.push(listed(last, row))
      }
      break
    }
    return { objects, commonPrefixes }
  }
}

/** Where to begin: after the marker, and past the whole common prefix that the marker lies in. */
function firstKey(
  prefix: Buffer,
  delimiter: Buffer | undefined,
  after: string | undefined,
): Buffer | undefined {
  if (after === undefined || after === '') return prefix
  const marker = Buffer.from(after)
  if (Buffer.compare(marker, prefix) < 0) return prefix
  const rolled = startsWith(marker, prefix) ? commonPrefix(marker, prefix, delimiter) : undefined
  return rolled === undefined ? afterKey(marker) : afterPrefix(rolled)
}

function startsWith(key: Buffer, prefix: Buffer): boolean {
  return (
    key.length >= prefix.length && key.compare(prefix, 0, prefix.length, 0, prefix.length) === 0
  )
}

function listed(key: string, row: Readonly<Record<string, unknown>>): ListedObject {
  return {
    key,
    size: Number(row['size']),
    modified: Number(row['modified']),
    etag: String(row['etag']),
    storageClass: String(row['storage_class']),
    checksumAlgorithm: optionalText(row['checksum_algorithm']),
    checksumType: checksumTypeOf(row['checksum_type']),
  }
}
