import type { ObjectPage, S3Object } from '#shared/s3.ts'
import { DIGEST, OTHER, packEtag, unpackEtag } from './packed-etag.ts'
import { PackedNames } from './packed-names.ts'

/** What is told of the objects of a page beside their keys, a column each. */
export interface ObjectColumns {
  readonly sizes: Float64Array
  /** Milliseconds since the epoch. */
  readonly modified: Float64Array
  /** Places in `classNames`. */
  readonly classes: Uint16Array
  readonly classNames: readonly string[]
  /** ETags as packed-etag.ts has them, and the texts of those of another form by their row. */
  readonly digests: Uint8Array
  readonly parts: Uint16Array
  readonly otherEtags: ReadonlyMap<number, string>
}

/**
 * A page of a listing in columns, as it came from the wire: a thousand objects with a key, an ETag
 * and a time each are made only for those who ask for them.
 */
export class PackedPage implements ObjectPage {
  readonly keys: PackedNames
  readonly prefixes: PackedNames
  readonly columns: ObjectColumns
  readonly next?: string
  #objects: readonly S3Object[] | undefined

  constructor(keys: PackedNames, prefixes: PackedNames, columns: ObjectColumns, next?: string) {
    this.keys = keys
    this.prefixes = prefixes
    this.columns = columns
    if (next !== undefined) this.next = next
  }

  /** The same page, whatever form it has. */
  static of(page: ObjectPage): PackedPage {
    if (page instanceof PackedPage) return page
    const { objects, commonPrefixes, next } = page
    const keys = PackedNames.of(objects.map(({ key }) => key))
    return new PackedPage(keys, PackedNames.of(commonPrefixes), columnsOf(objects), next)
  }

  get count(): number {
    return this.keys.count + this.prefixes.count
  }

  get objects(): readonly S3Object[] {
    this.#objects ??= this.keys.texts().map((key, row) => this.#object(key, row))
    return this.#objects
  }

  get commonPrefixes(): readonly string[] {
    return this.prefixes.texts()
  }

  /** What of the page is before a key; its entries must ascend. */
  before(border: Uint8Array): PackedPage {
    const keys = this.keys.first(this.keys.countBefore(border))
    const prefixes = this.prefixes.first(this.prefixes.countBefore(border))
    return new PackedPage(keys, prefixes, this.columns)
  }

  etag(row: number): string {
    const { digests, parts, otherEtags } = this.columns
    return otherEtags.get(row) ?? unpackEtag(digests, row * DIGEST, parts[row] ?? 0)
  }

  #object(key: string, row: number): S3Object {
    const { sizes, modified, classes, classNames } = this.columns
    return {
      key,
      size: sizes[row] ?? 0,
      modified: modified[row] ?? 0,
      etag: this.etag(row),
      storageClass: classNames[classes[row] ?? 0] ?? '',
    }
  }
}

function columnsOf(objects: readonly S3Object[]): ObjectColumns {
  const digests = new Uint8Array(objects.length * DIGEST)
  const parts = new Uint16Array(objects.length)
  const otherEtags = new Map<number, string>()
  const classNames = [...new Set(objects.map(({ storageClass }) => storageClass))]
  for (const [row, { etag }] of objects.entries()) {
    const text = Buffer.from(etag)
    parts[row] = packEtag(text, 0, text.length, digests, row * DIGEST)
    if (parts[row] === OTHER) otherEtags.set(row, etag)
  }
  return {
    sizes: Float64Array.from(objects, ({ size }) => size),
    modified: Float64Array.from(objects, ({ modified }) => modified),
    classes: Uint16Array.from(objects, one => classNames.indexOf(one.storageClass)),
    classNames,
    digests,
    parts,
    otherEtags,
  }
}
