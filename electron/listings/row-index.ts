import type { StringColumn } from './string-column.ts'

const EMPTY = 0xffff_ffff

/**
 * Tells whether a name is already in a table: a hash table of row numbers, 6 to 12 bytes a row.
 * A folder and a file of one name are two names.
 */
export class RowIndex {
  readonly #names: StringColumn
  readonly #isFolder: (row: number) => boolean
  #slots = new Uint32Array(1024).fill(EMPTY)
  #used = 0

  constructor(names: StringColumn, isFolder: (row: number) => boolean) {
    this.#names = names
    this.#isFolder = isFolder
  }

  /** Adds a row; false when another row has its name already. */
  add(row: number): boolean {
    if (this.#used * 3 > this.#slots.length * 2) this.#rehash()
    const slot = this.#slotOf(row)
    if (this.#slots[slot] !== EMPTY) return false
    this.#slots[slot] = row
    this.#used += 1
    return true
  }

  #slotOf(row: number): number {
    const mask = this.#slots.length - 1
    let slot = this.#hash(row) & mask
    for (;;) {
      const other = this.#slots[slot]
      if (other === undefined || other === EMPTY || this.#same(other, row)) return slot
      slot = (slot + 1) & mask
    }
  }

  #same(a: number, b: number): boolean {
    return this.#isFolder(a) === this.#isFolder(b) && this.#names.compare(a, b) === 0
  }

  /** FNV-1a. */
  #hash(row: number): number {
    const bytes = this.#names.bytes
    const end = this.#names.end(row)
    let hash = this.#isFolder(row) ? 0x811c_9dc5 : 0x811c_9dc4
    for (let at = this.#names.start(row); at < end; at += 1) {
      hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x0100_0193)
    }
    return (hash ^ (hash >>> 15)) >>> 0
  }

  #rehash(): void {
    const rows = this.#slots
    this.#slots = new Uint32Array(rows.length * 2).fill(EMPTY)
    for (const row of rows) if (row !== EMPTY) this.#slots[this.#slotOf(row)] = row
  }
}
