import { isUtf8 } from 'node:buffer'
import { NameBuilder } from './name-builder.ts'
import { DIGEST, NONE, OTHER, packEtag } from './packed-etag.ts'
import { PackedPage } from './packed-page.ts'
import { plainTime } from './plain-time.ts'

/** What S3 has on a page at most; servers that have more make the columns grow. */
const ROWS = 1000
const LESS = 0x3c
const PERCENT = 0x25
const PLUS = 0x2b
const QUOTE = 0x22
const ZERO = 0x30

const CONTENTS = tag('Contents')
const COMMON_PREFIXES = tag('CommonPrefixes')
const PREFIX = tag('Prefix')
const QUOTED = Buffer.from('&quot;')
/** In the order S3 has them; each is looked for after the one before it. */
const FIELDS = [
  'Key',
  'LastModified',
  'ETag',
  'ChecksumAlgorithm',
  'ChecksumType',
  'Size',
  'StorageClass',
].map(name => ({ name, ...tag(name) }))

/** A run of entries in a ListObjectsV2 answer, and where in the answer it ends. */
export interface PlainEntries {
  readonly page: PackedPage
  readonly end: number
}

/**
 * Reads entries that follow each other at `start` straight from the bytes, as long as they are
 * written plainly: no attributes, no namespaces, no entities but the quotes of ETags, no white
 * space between elements, every element at most once. For whatever else there is the reader of
 * read-listing.ts, which this one agrees with or gives up.
 *
 * @param encoded whether keys are URL-encoded
 * @returns `undefined` when an entry is not plain
 */
export function readPlainEntries(
  bytes: Buffer,
  start: number,
  encoded: boolean,
): PlainEntries | undefined {
  return new PlainReader(bytes, start, encoded).read()
}

class PlainReader {
  readonly #bytes: Buffer
  #at: number
  readonly #encoded: boolean
  readonly #keys = new NameBuilder()
  readonly #prefixes = new NameBuilder()
  /** Made with the first object: a page of common prefixes has none. */
  #sizes = new Float64Array()
  #modified = new Float64Array()
  #classes = new Uint16Array()
  #digests = new Uint8Array()
  #parts = new Uint16Array()
  readonly #classNames: string[] = ['STANDARD']
  readonly #otherEtags = new Map<number, string>()
  /** Where the last storage class was named, and its code: nearly all are the same. */
  #class = { start: 0, length: -1, code: 0 }

  constructor(bytes: Buffer, start: number, encoded: boolean) {
    this.#bytes = bytes
    this.#at = start
    this.#encoded = encoded
  }

  read(): PlainEntries | undefined {
    for (;;) {
      if (this.#takes(CONTENTS.open)) {
        if (!this.#object(this.#keys.count)) return undefined
      } else if (this.#takes(COMMON_PREFIXES.open)) {
        if (!this.#takes(PREFIX.open) || !this.#name(this.#prefixes, PREFIX.close)) return undefined
        if (!this.#takes(COMMON_PREFIXES.close)) return undefined
      } else break
    }
    const columns = {
      sizes: this.#sizes,
      modified: this.#modified,
      classes: this.#classes,
      classNames: this.#classNames,
      digests: this.#digests,
      parts: this.#parts,
      otherEtags: this.#otherEtags,
    }
    const page = new PackedPage(this.#keys.names(), this.#prefixes.names(), columns)
    return { page, end: this.#at }
  }

  #object(row: number): boolean {
    if (row >= this.#sizes.length) this.#grow()
    this.#parts[row] = NONE
    let hasKey = false
    let next = 0
    while (!this.#takes(CONTENTS.close)) {
      const field = this.#field(next)
      if (field === -1) return false
      next = field + 1
      if (!this.#value(field, row)) return false
      hasKey ||= field === 0
    }
    return hasKey
  }

  /** Takes the opening tag of one of the fields from `from` on. */
  #field(from: number): number {
    for (let field = from; field < FIELDS.length; field += 1) {
      const literal = FIELDS[field]?.open
      if (literal && this.#takes(literal)) return field
    }
    return -1
  }

  #value(field: number, row: number): boolean {
    const close = FIELDS[field]?.close
    if (!close) return false
    const name = FIELDS[field]?.name
    if (name === 'Key') return this.#name(this.#keys, close)
    const start = this.#at
    const end = name === 'ETag' ? this.#bytes.indexOf(LESS, start) : this.#plainEnd()
    if (end === -1) return false
    this.#at = end
    if (!this.#takes(close)) return false
    switch (name) {
      case 'LastModified':
        return this.#time(start, end, row)
      case 'ETag':
        return this.#etag(start, end, row)
      case 'Size':
        return this.#size(start, end, row)
      case 'StorageClass':
        return this.#storageClass(start, end, row)
      default:
        return true
    }
  }

  /** Decodes the text up to a closing tag, and takes both. */
  #name(into: NameBuilder, close: Uint8Array): boolean {
    const end = this.#plainEnd()
    if (end === -1) return false
    const bytes = this.#bytes
    into.reserve(end - this.#at)
    const out = into.bytes
    let length = into.length
    let isAscii = true
    for (let at = this.#at; at < end; at += 1) {
      let byte = bytes[at] ?? 0
      if (this.#encoded && byte === PLUS) byte = 0x20
      else if (this.#encoded && byte === PERCENT) {
        byte = at + 2 < end ? hex(bytes[at + 1]) * 16 + hex(bytes[at + 2]) : -1
        if (byte < 0) return false
        if (byte >= 0x80) isAscii = false
        at += 2
      }
      out[length] = byte
      length += 1
    }
    if (!isAscii && !isUtf8(out.subarray(into.length, length))) return false
    into.close(length)
    this.#at = end
    return this.#takes(close)
  }

  /** The end of a text that stands for itself; -1 when it does not. */
  #plainEnd(): number {
    const bytes = this.#bytes
    for (let at = this.#at; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte === LESS) return at
      if (!isPlain(byte)) return -1
    }
    return -1
  }

  #size(start: number, end: number, row: number): boolean {
    if (end === start || end - start > 15) return false
    let size = 0
    for (let at = start; at < end; at += 1) {
      const digit = (this.#bytes[at] ?? 0) - ZERO
      if (digit < 0 || digit > 9) return false
      size = size * 10 + digit
    }
    this.#sizes[row] = size
    return true
  }

  #time(start: number, end: number, row: number): boolean {
    const time = plainTime(this.#bytes, start, end)
    this.#modified[row] = time
    return !Number.isNaN(time)
  }

  #etag(start: number, end: number, row: number): boolean {
    const bytes = this.#bytes
    let from = start
    let to = end
    if (isAt(bytes, start, QUOTED) && isAt(bytes, end - 6, QUOTED) && end - start >= 12) {
      from += 6
      to -= 6
    } else if (end - start > 1 && bytes[start] === QUOTE && bytes[end - 1] === QUOTE) {
      from += 1
      to -= 1
    }
    const parts = packEtag(bytes, from, to, this.#digests, row * DIGEST)
    this.#parts[row] = parts
    if (parts !== OTHER) return true
    for (let at = from; at < to; at += 1) {
      if (!isPlain(bytes[at] ?? 0)) return false
    }
    this.#otherEtags.set(row, bytes.toString('latin1', from, to))
    return true
  }

  #storageClass(start: number, end: number, row: number): boolean {
    const last = this.#class
    const bytes = this.#bytes
    const isSame =
      end - start === last.length &&
      bytes.compare(bytes, last.start, last.start + last.length, start, end) === 0
    if (!isSame) {
      const name = bytes.toString('latin1', start, end).trim() || 'STANDARD'
      const known = this.#classNames.indexOf(name)
      const code = known === -1 ? this.#classNames.push(name) - 1 : known
      this.#class = { start, length: end - start, code }
    }
    this.#classes[row] = this.#class.code
    return true
  }

  #takes(literal: Uint8Array): boolean {
    if (!isAt(this.#bytes, this.#at, literal)) return false
    this.#at += literal.length
    return true
  }

  #grow(): void {
    const doubled = <T extends Float64Array | Uint16Array | Uint8Array>(column: T, bigger: T) => {
      bigger.set(column)
      return bigger
    }
    const rows = this.#sizes.length * 2 || ROWS
    this.#sizes = doubled(this.#sizes, new Float64Array(rows))
    this.#modified = doubled(this.#modified, new Float64Array(rows))
    this.#classes = doubled(this.#classes, new Uint16Array(rows))
    this.#digests = doubled(this.#digests, new Uint8Array(rows * DIGEST))
    this.#parts = doubled(this.#parts, new Uint16Array(rows))
  }
}

/** Visible ASCII that stands for itself: no control, no `&` of an entity, no `]` of a CDATA's end. */
function isPlain(byte: number): boolean {
  return byte >= 0x20 && byte < 0x80 && byte !== 0x26 && byte !== 0x5d
}

function tag(name: string): { open: Buffer; close: Buffer } {
  return { open: Buffer.from(`<${name}>`), close: Buffer.from(`</${name}>`) }
}

function isAt(bytes: Uint8Array, at: number, literal: Uint8Array): boolean {
  for (let index = 0; index < literal.length; index += 1) {
    if (bytes[at + index] !== literal[index]) return false
  }
  return true
}

/** Far below zero for what is no hex digit. */
function hex(code: number | undefined): number {
  const digit = Number.parseInt(String.fromCharCode(code ?? 0), 16)
  return Number.isNaN(digit) ? -1000 : digit
}
