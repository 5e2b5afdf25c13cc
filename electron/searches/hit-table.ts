import type { Sort } from '#shared/listing.ts'
import type { S3Object } from '#shared/s3.ts'
import type { HitSort, SearchHit } from '#shared/search.ts'
import { EntryTable } from '../listings/entry-table.ts'
import { EntryViews } from '../listings/entry-views.ts'
import { sortedBy } from '../listings/stable-sort.ts'
import { rowStartingWith } from '../listings/type-ahead.ts'
import { finish, inParts, inSlices, type Work } from '../turns/slices.ts'
import { FolderColumn } from './folder-column.ts'
import { nameOfKey } from './query-filter.ts'

interface Order {
  readonly key: string
  readonly version: number
  readonly rows: Uint32Array
}

/**
 * What was found, in columns: names as a listing keeps them, and beside them where each is. A
 * million hits cost what a listing of a million keys costs, and sort as fast.
 */
export class HitTable {
  readonly #names = new EntryTable('')
  readonly #views = new EntryViews(this.#names)
  readonly #folders = new FolderColumn()
  /** Rows of objects that are there no more: they keep their numbers, and are in no order. */
  readonly #gone = new Set<number>()
  #goneBytes = 0
  /** Without what is gone; worked out once for each {@link version}. */
  #order: Order | undefined

  get count(): number {
    return this.#names.count - this.#gone.size
  }

  get bytes(): number {
    return this.#names.bytes - this.#goneBytes
  }

  /** Grows with every hit that comes or goes. */
  get version(): number {
    return this.#names.count + this.#gone.size
  }

  add(bucket: string, objects: readonly S3Object[]): void {
    this.#names.append({
      objects: objects.map(object => ({ ...object, key: nameOfKey(object.key) })),
      commonPrefixes: [],
    })
    for (const { key } of objects) {
      this.#folders.push(bucket, key.slice(0, key.length - nameOfKey(key).length))
    }
  }

  /** Takes the hits away whose objects are there no more, by and by. */
  *remove(bucket: string, keys: ReadonlySet<string>): Work<void> {
    const names = new Set(Array.from(keys, nameOfKey))
    yield* inParts(this.#names.count, (from, to) => {
      for (let row = from; row < to; row += 1) {
        if (!names.has(this.#names.names.text(row)) || this.#gone.has(row)) continue
        if (!keys.has(this.key(row)) || this.bucket(row) !== bucket) continue
        this.#gone.add(row)
        this.#goneBytes += this.#names.size(row)
      }
    })
  }

  /** Works an order out without keeping others waiting. */
  async prepare(sort: HitSort, signal: AbortSignal): Promise<void> {
    await this.#views.prepare(namesOf(sort), '', false, signal)
    this.#order = await inSlices(this.#build(sort), { signal })
  }

  /** The hits' numbers in an order. */
  order(sort: HitSort): Uint32Array {
    const known = this.#order
    if (known?.version === this.version && known.key === JSON.stringify(sort)) return known.rows
    this.#order = finish(this.#build(sort))
    return this.#order.rows
  }

  hit(row: number): SearchHit {
    const entry = this.#names.entry(row)
    if (entry.type !== 'file') throw new Error('A search finds no folders.')
    const { size, modified, etag, storageClass, key } = entry
    return {
      bucket: this.bucket(row),
      key: this.#folders.folder(row) + key,
      size,
      modified,
      etag,
      storageClass,
    }
  }

  bucket(row: number): string {
    return this.#folders.bucket(row)
  }

  key(row: number): string {
    return this.#folders.folder(row) + this.#names.names.text(row)
  }

  rowOf(bucket: string, key: string): number | undefined {
    const name = Buffer.from(nameOfKey(key))
    const { names } = this.#names
    for (let row = 0; row < names.count; row += 1) {
      if (names.equals(row, name) && this.bucket(row) === bucket && this.key(row) === key) {
        return row
      }
    }
    return undefined
  }

  /** Where in an order the next hit from `from` on stands whose name begins with a text. */
  rowStartingWith(sort: HitSort, text: string, from: number): number | undefined {
    return rowStartingWith(this.#names.names, this.order(sort), text, from)
  }

  *#build(sort: HitSort): Work<Order> {
    const { version } = this
    const all = this.#views.rows(namesOf(sort), '')
    const sorted = sort.column === 'folder' ? yield* this.#byFolder(all, sort) : all
    return { key: JSON.stringify(sort), version, rows: yield* this.#present(sorted) }
  }

  *#byFolder(byName: Uint32Array, { names = 'natural', direction }: HitSort): Work<Uint32Array> {
    const rank = yield* this.#folders.ranks(names)
    return yield* sortedBy(byName, this.#names.count, rank, direction)
  }

  *#present(rows: Uint32Array): Work<Uint32Array> {
    if (this.#gone.size === 0) return rows
    const kept = new Uint32Array(rows.length)
    let count = 0
    yield* inParts(rows.length, (from, to) => {
      for (let at = from; at < to; at += 1) {
        const row = rows[at] ?? 0
        if (!this.#gone.has(row)) kept[count++] = row
      }
    })
    return kept.subarray(0, count)
  }
}

/** The order of a listing that an order of hits begins with: inside a folder they stand by name. */
function namesOf({ column, direction, ...sort }: HitSort): Sort {
  if (column !== 'folder') return { ...sort, column, direction }
  return { ...sort, column: 'name', direction: 'ascending' }
}
