import type { Sort } from '#shared/listing.ts'
import type { S3Object } from '#shared/s3.ts'
import type { SearchHit } from '#shared/search.ts'
import { EntryTable } from '../listings/entry-table.ts'
import { EntryViews } from '../listings/entry-views.ts'
import { StringColumn } from '../listings/string-column.ts'
import { rowStartingWith } from '../listings/type-ahead.ts'
import { nameOfKey } from './query-filter.ts'

/**
 * What was found, in columns: names as a listing keeps them, and beside them where each is. A
 * million hits cost what a listing of a million keys costs, and sort as fast.
 */
export class HitTable {
  readonly #names = new EntryTable('')
  readonly #views = new EntryViews(this.#names)
  readonly #folders = new StringColumn()
  readonly #bucketOf = new Map<string, number>()
  readonly #buckets: string[] = []
  #bucketCodes = new Uint32Array(256)

  get count(): number {
    return this.#names.count
  }

  get bytes(): number {
    return this.#names.bytes
  }

  add(bucket: string, objects: readonly S3Object[]): void {
    const code = this.#bucketCode(bucket)
    const first = this.#names.count
    this.#names.append({
      objects: objects.map(object => ({ ...object, key: nameOfKey(object.key) })),
      commonPrefixes: [],
    })
    if (this.count > this.#bucketCodes.length) {
      const bigger = new Uint32Array(this.count * 2)
      bigger.set(this.#bucketCodes)
      this.#bucketCodes = bigger
    }
    this.#bucketCodes.fill(code, first, this.count)
    for (const { key } of objects) {
      this.#folders.push(key.slice(0, key.length - nameOfKey(key).length))
    }
  }

  /** Works an order out without keeping others waiting. */
  prepare(sort: Sort, signal: AbortSignal): Promise<void> {
    return this.#views.prepare(sort, '', false, signal)
  }

  /** The hits' numbers in an order. */
  order(sort: Sort): Uint32Array {
    return this.#views.rows(sort, '')
  }

  hit(row: number): SearchHit {
    const entry = this.#names.entry(row)
    if (entry.type !== 'file') throw new Error('A search finds no folders.')
    const { size, modified, etag, storageClass, key } = entry
    return {
      bucket: this.bucket(row),
      key: this.#folders.text(row) + key,
      size,
      modified,
      etag,
      storageClass,
    }
  }

  bucket(row: number): string {
    return this.#buckets[this.#bucketCodes[row] ?? 0] ?? ''
  }

  key(row: number): string {
    return this.#folders.text(row) + this.#names.names.text(row)
  }

  rowOf(bucket: string, key: string): number | undefined {
    const name = Buffer.from(nameOfKey(key))
    const { names } = this.#names
    for (let row = 0; row < this.count; row += 1) {
      if (names.equals(row, name) && this.bucket(row) === bucket && this.key(row) === key) {
        return row
      }
    }
    return undefined
  }

  /** Where in an order the next hit from `from` on stands whose name begins with a text. */
  rowStartingWith(sort: Sort, text: string, from: number): number | undefined {
    return rowStartingWith(this.#names.names, this.order(sort), text, from)
  }

  #bucketCode(bucket: string): number {
    const known = this.#bucketOf.get(bucket)
    if (known !== undefined) return known
    const code = this.#buckets.push(bucket) - 1
    this.#bucketOf.set(bucket, code)
    return code
  }
}
