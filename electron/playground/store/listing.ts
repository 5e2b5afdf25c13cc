import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { BucketRecord } from './buckets.ts'
import { afterKey, afterPrefix, commonPrefix } from './key-range.ts'
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

/** Rows asked for at first where common prefixes may follow; then four times as many, and so on. */
const FEW = 16
/** After every key there is: no byte of UTF-8 is that. */
const END = Buffer.of(0xff)

const CURRENT = 'bucket = ?1 AND key >= ?2 AND key < ?3 AND latest = 1 AND marker = 0'
/** The common prefix of a key: up to and with the delimiter ?5 after the first ?4 bytes; or NULL. */
const COMMON_PREFIX =
  'substr(key, 1, ?4 + nullif(instr(substr(key, ?4 + 1), ?5), 0) - 1 + length(?5))'
/** That of the first key from `start` on. */
const firstCommonPrefix = (start: string) =>
  `SELECT ${COMMON_PREFIX} FROM versions WHERE ${CURRENT.replace('?2', start)} ORDER BY key LIMIT 1`

/** Lists current objects in the order of their bytes. */
export class Listing {
  readonly #objects: StatementSync
  readonly #prefixes: StatementSync

  constructor(database: DatabaseSync) {
    this.#objects = database.prepare(
      `SELECT CAST(key AS TEXT), size, modified, etag, storage_class, checksum_algorithm,
         checksum_type
       FROM versions WHERE ${CURRENT} ORDER BY key LIMIT ?4`,
    )
    // Walks in the database from each common prefix to the next, up to a key that has none; ?6 is
    // after every key that begins with one. A text for all is made faster than a row for each.
    this.#prefixes = database.prepare(
      `WITH RECURSIVE run (common) AS (
         SELECT * FROM (${firstCommonPrefix('?2')})
         UNION ALL
         SELECT (${firstCommonPrefix('CAST(common || ?6 AS BLOB)')}) FROM run WHERE common NOT NULL
         LIMIT ?7
       )
       SELECT json_group_array(CAST(common AS TEXT)) FROM run WHERE common NOT NULL`,
    )
    this.#objects.setReturnArrays(true)
    this.#prefixes.setReturnArrays(true)
  }

  /**
   * One page. Each common prefix costs one seek in the index, however many keys are under it.
   */
  page(bucket: BucketRecord, { prefix, delimiter, after, limit }: ListingQuery): ListingPage {
    const objects: ListedObject[] = []
    const commonPrefixes: string[] = []
    if (limit === 0) return { objects, commonPrefixes }
    const start = Buffer.from(prefix)
    const end = afterPrefix(start) ?? END
    const divider = delimiter === undefined || delimiter === '' ? undefined : Buffer.from(delimiter)
    const room = () => limit - objects.length - commonPrefixes.length
    let last = ''
    let some = divider === undefined ? limit + 1 : FEW
    let from = firstKey(start, divider, after)
    while (from !== undefined) {
      const wanted = Math.min(some, room() + 1)
      const rows = arrays(this.#objects.all(bucket.id, from, end, wanted))
      let rolled: string | undefined
      for (const row of rows) {
        const key = String(row[0])
        if (room() === 0) return { objects, commonPrefixes, next: last }
        if (delimiter && key.includes(delimiter, prefix.length)) {
          rolled = key
          break
        }
        last = key
        objects.push(listed(key, row))
      }
      if (rolled === undefined || divider === undefined) {
        if (rows.length < wanted) break
        some *= 4
        from = afterKey(Buffer.from(last))
        continue
      }
      const run = [bucket.id, Buffer.from(rolled), end, start.length, divider, END, room() + 1]
      for (const common of texts(this.#prefixes.get(...run))) {
        if (room() === 0) return { objects, commonPrefixes, next: last }
        last = common
        commonPrefixes.push(last)
      }
      some = FEW
      from = afterPrefix(Buffer.from(last))
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

type Row = readonly unknown[]

/** The statements above return arrays, which their types do not tell. */
function arrays(rows: unknown): readonly Row[] {
  return rows as readonly Row[]
}

/** The texts in the only column of a row, which is a JSON array. */
function texts(row: unknown): readonly string[] {
  const [json] = row as Row
  return JSON.parse(String(json)) as string[]
}

function listed(key: string, row: Row): ListedObject {
  const [, size, modified, etag, storageClass, algorithm, type] = row
  return {
    key,
    size: Number(size),
    modified: Number(modified),
    etag: String(etag),
    storageClass: String(storageClass),
    checksumAlgorithm: optionalText(algorithm),
    checksumType: checksumTypeOf(type),
  }
}
