import { AppError } from '#shared/errors.ts'
import { type Entry, fileEntry, folderEntry } from '#shared/listing.ts'
import { DELIMITER } from '#shared/location.ts'
import type { ObjectPage } from '#shared/s3.ts'
import { EtagColumn } from './etag-column.ts'
import { RowIndex } from './row-index.ts'
import { grown, StringColumn } from './string-column.ts'

/** The storage class code of a row that is a folder. */
export const FOLDER = 0

/**
 * The entries of one folder in columns: names in one buffer (only what follows the prefix), sizes
 * and times in typed arrays. A row keeps its number for as long as the table lives; its order on
 * screen is somebody else's business.
 */
export class EntryTable {
  readonly names = new StringColumn()
  readonly prefix: string
  #sizes = new Float64Array(256)
  #modified = new Float64Array(256)
  #classes = new Uint16Array(256)
  readonly #etags = new EtagColumn()
  readonly #classNames: string[] = ['']
  #folders = 0
  #bytes = 0
  #lastFolder: number | undefined
  #lastFile: number | undefined
  /** Only there once a server has listed out of order, so that doubles can still be told. */
  #index: RowIndex | undefined

  constructor(prefix: string) {
    this.prefix = prefix
  }

  get count(): number {
    return this.names.count
  }

  get folders(): number {
    return this.#folders
  }

  get files(): number {
    return this.count - this.#folders
  }

  /** Sum of the files' sizes. */
  get bytes(): number {
    return this.#bytes
  }

  /** Storage class names by their code; code {@link FOLDER} is the folders'. */
  get classNames(): readonly string[] {
    return this.#classNames
  }

  /**
   * Adds a page. The empty marker of the folder itself is no row, and an entry that is already
   * there is dropped (a server that repeats itself must not double rows).
   */
  append(page: ObjectPage): void {
    for (const prefix of page.commonPrefixes) {
      this.#add(this.#relative(prefix).slice(0, -1), FOLDER, 0, 0, '')
    }
    for (const object of page.objects) {
      if (object.key === this.prefix && object.size === 0) continue
      const code = this.#classCode(object.storageClass)
      this.#add(this.#relative(object.key), code, object.size, object.modified, object.etag)
    }
  }

  isFolder(row: number): boolean {
    return this.#classes[row] === FOLDER
  }

  size(row: number): number {
    return this.#sizes[row] ?? 0
  }

  modified(row: number): number {
    return this.#modified[row] ?? 0
  }

  classCode(row: number): number {
    return this.#classes[row] ?? FOLDER
  }

  /** The whole key or prefix of a row. */
  id(row: number): string {
    const path = this.prefix + this.names.text(row)
    return this.isFolder(row) ? path + DELIMITER : path
  }

  entry(row: number): Entry {
    if (this.isFolder(row)) return folderEntry(this.id(row))
    const object = {
      key: this.id(row),
      size: this.size(row),
      modified: this.modified(row),
      etag: this.#etags.text(row),
      storageClass: this.#classNames[this.classCode(row)] ?? '',
    }
    return fileEntry(object, this.prefix)
  }

  /** The row of a whole key or prefix. */
  rowOf(id: string): number | undefined {
    if (!id.startsWith(this.prefix)) return undefined
    const folder = id.length > this.prefix.length && id.endsWith(DELIMITER)
    const name = Buffer.from(id.slice(this.prefix.length, folder ? -1 : undefined))
    for (let row = 0; row < this.count; row += 1) {
      if (this.isFolder(row) === folder && this.names.equals(row, name)) return row
    }
    return undefined
  }

  trim(): void {
    this.names.trim()
    this.#etags.trim()
    this.#sizes = this.#sizes.slice(0, this.count)
    this.#modified = this.#modified.slice(0, this.count)
    this.#classes = this.#classes.slice(0, this.count)
    this.#index = undefined
  }

  /** Bytes held in memory, spare room included. */
  get byteLength(): number {
    const columns = this.#sizes.byteLength + this.#modified.byteLength + this.#classes.byteLength
    return columns + this.names.byteLength + this.#etags.byteLength
  }

  #add(name: string, code: number, size: number, modified: number, etag: string): void {
    const row = this.names.count
    this.names.push(name)
    this.#reserve(row + 1)
    this.#classes[row] = code
    if (this.#isDouble(row)) {
      this.names.pop()
      return
    }
    this.#sizes[row] = finite(size)
    this.#modified[row] = finite(modified)
    this.#etags.push(etag)
    this.#bytes += finite(size)
    if (code === FOLDER) {
      this.#folders += 1
      this.#lastFolder = row
    } else {
      this.#lastFile = row
    }
  }

  /** Keys come in byte order, so the one before tells; only disorder costs a look-up. */
  #isDouble(row: number): boolean {
    const last = this.isFolder(row) ? this.#lastFolder : this.#lastFile
    const ordered = last === undefined || this.names.compare(last, row) < 0
    if (!this.#index) {
      if (ordered) return false
      this.#index = new RowIndex(this.names, candidate => this.isFolder(candidate))
      for (let earlier = 0; earlier < row; earlier += 1) this.#index.add(earlier)
    }
    return !this.#index.add(row)
  }

  #reserve(count: number): void {
    if (count <= this.#sizes.length) return
    this.#sizes = grown(this.#sizes, count)
    this.#modified = grown(this.#modified, count)
    this.#classes = grown(this.#classes, count)
  }

  #classCode(name: string): number {
    const known = this.#classNames.indexOf(name, 1)
    if (known > 0) return known
    if (this.#classNames.length > 0xffff) return this.#classNames.length - 1
    return this.#classNames.push(name) - 1
  }

  #relative(keyOrPrefix: string): string {
    if (keyOrPrefix.startsWith(this.prefix)) return keyOrPrefix.slice(this.prefix.length)
    throw new AppError({
      code: 'server-error',
      message: `The server listed “${keyOrPrefix}”, which is not in “${this.prefix}”.`,
      remedy: 'Refresh; if it stays, this endpoint does not list prefixes as S3 does.',
      subject: { key: keyOrPrefix },
    })
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0
}
