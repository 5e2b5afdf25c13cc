import { AppError } from '#shared/errors.ts'
import { type Entry, fileEntry, folderEntry } from '#shared/listing.ts'
import { DELIMITER } from '#shared/location.ts'
import type { ObjectPage } from '#shared/s3.ts'
import type { PackedNames } from '../storage/packed-names.ts'
import { PackedPage } from '../storage/packed-page.ts'
import { EtagColumn } from './etag-column.ts'
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
  readonly #prefix: Buffer
  #sizes = new Float64Array(256)
  #modified = new Float64Array(256)
  #classes = new Uint16Array(256)
  readonly #etags = new EtagColumn()
  readonly #classNames: string[] = ['']
  #folders = 0
  #bytes = 0

  constructor(prefix: string) {
    this.prefix = prefix
    this.#prefix = Buffer.from(prefix)
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

  /** Adds a page of entries that are not there yet. The empty marker of the folder is no row. */
  append(page: ObjectPage): void {
    const packed = PackedPage.of(page)
    const { keys, prefixes, columns } = packed
    for (let at = 0; at < prefixes.count; at += 1) {
      const start = this.#relative(prefixes, at)
      this.names.pushBytes(prefixes.bytes, start, Math.max(start, prefixes.end(at) - 1))
      this.#etags.pushNone()
      this.#add(FOLDER, 0, 0)
    }
    const codes = columns.classNames.map(name => this.#classCode(name))
    for (let at = 0; at < keys.count; at += 1) {
      const start = this.#relative(keys, at)
      const end = keys.end(at)
      const size = columns.sizes[at] ?? 0
      if (start === end && size === 0) continue
      this.names.pushBytes(keys.bytes, start, end)
      this.#etags.push(packed, at)
      this.#add(codes[columns.classes[at] ?? 0] ?? FOLDER, size, columns.modified[at] ?? 0)
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
  }

  /** Bytes held in memory, spare room included. */
  get byteLength(): number {
    const columns = this.#sizes.byteLength + this.#modified.byteLength + this.#classes.byteLength
    return columns + this.names.byteLength + this.#etags.byteLength
  }

  /** The rest of the row whose name came last. */
  #add(code: number, size: number, modified: number): void {
    const row = this.names.count - 1
    this.#reserve(row + 1)
    this.#classes[row] = code
    this.#sizes[row] = finite(size)
    this.#modified[row] = finite(modified)
    this.#bytes += finite(size)
    if (code === FOLDER) this.#folders += 1
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

  /** Where what follows the prefix begins. */
  #relative(names: PackedNames, at: number): number {
    const start = names.start(at)
    const prefix = this.#prefix
    let same = 0
    while (same < prefix.length && names.bytes[start + same] === prefix[same]) same += 1
    if (same === prefix.length && start + same <= names.end(at)) return start + same
    const keyOrPrefix = names.text(at) ?? ''
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
