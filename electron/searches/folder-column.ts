import type { NameOrder } from '#shared/listing.ts'
import { DELIMITER } from '#shared/location.ts'
import { RowsByName } from '../listings/rows-by-name.ts'
import { grown, StringColumn } from '../listings/string-column.ts'
import type { Work } from '../turns/slices.ts'

/**
 * The folder of each row, its bucket included. Rows that follow each other and share a folder share
 * one text: objects come in the order of their keys, so a folder is kept about once.
 */
export class FolderColumn {
  /** A bucket, a delimiter and the folder in it. */
  readonly #paths = new StringColumn()
  /** Where in a path the folder begins, in UTF-16 units. */
  #cuts = new Uint16Array(64)
  #codes = new Uint32Array(256)
  #count = 0
  #last: string | undefined
  readonly #orders = new Map<NameOrder, RowsByName>()

  push(bucket: string, folder: string): void {
    const path = bucket + DELIMITER + folder
    if (path !== this.#last) {
      const code = this.#paths.count
      this.#paths.push(path)
      if (code >= this.#cuts.length) this.#cuts = grown(this.#cuts, code + 1)
      this.#cuts[code] = bucket.length + 1
      this.#last = path
    }
    if (this.#count >= this.#codes.length) this.#codes = grown(this.#codes, this.#count + 1)
    this.#codes[this.#count] = this.#paths.count - 1
    this.#count += 1
  }

  bucket(row: number): string {
    return this.#path(row).slice(0, this.#cut(row) - 1)
  }

  /** With its closing delimiter; empty at the root of a bucket. */
  folder(row: number): string {
    return this.#path(row).slice(this.#cut(row))
  }

  /** A number for each row, by and by: the lower, the earlier its folder; the same in the same folder. */
  *ranks(order: NameOrder): Work<(row: number) => number> {
    const paths = this.#paths
    const sorted = yield* this.#inOrder(order).catchUp()
    const ranks = new Uint32Array(sorted.length)
    let rank = 0
    for (let at = 0; at < sorted.length; at += 1) {
      const code = sorted[at] ?? 0
      const before = sorted[at - 1]
      if (before !== undefined && paths.compare(before, code) !== 0) rank += 1
      ranks[code] = rank
    }
    const codes = this.#codes
    return row => ranks[codes[row] ?? 0] ?? 0
  }

  #inOrder(order: NameOrder): RowsByName {
    const known = this.#orders.get(order)
    if (known) return known
    const names = this.#paths
    const rows = {
      names,
      isFolder: () => true,
      get count() {
        return names.count
      },
    }
    const ordered = new RowsByName(rows, order)
    this.#orders.set(order, ordered)
    return ordered
  }

  #path(row: number): string {
    return this.#paths.text(this.#codes[row] ?? 0)
  }

  #cut(row: number): number {
    return this.#cuts[this.#codes[row] ?? 0] ?? 0
  }
}
