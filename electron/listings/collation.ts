import type { NameOrder } from '#shared/listing.ts'
import type { StringColumn } from './string-column.ts'

const ZERO = 0x30
const NINE = 0x39

/**
 * Turns names into bytes whose plain byte order is the order people expect: `file2` before
 * `file10`, `B` beside `b`, `é` beside `e`. The same on every computer, whatever its language.
 *
 * Letters lose case and accents; a run of digits becomes `0`, its length, and its digits without
 * leading zeros. Names that differ only in what is lost here are told apart by their own bytes.
 * In byte order nothing is lost: names are as they are.
 */
export class Collation {
  bytes: Buffer
  length = 0
  readonly #order: NameOrder

  constructor(order: NameOrder, room = 4096) {
    this.#order = order
    this.bytes = Buffer.allocUnsafeSlow(room)
  }

  clear(): void {
    this.length = 0
  }

  /** Appends the collation key of one name. */
  add(names: StringColumn, row: number): void {
    const { bytes } = names
    const start = names.start(row)
    const end = names.end(row)
    if (this.#order === 'bytes') {
      this.#reserve(end - start)
      this.length += bytes.copy(this.bytes, this.length, start, end)
      return
    }
    for (let at = start; at < end; at += 1) {
      if ((bytes[at] ?? 0) >= 0x80) {
        const plain = Buffer.from(withoutAccents(bytes.toString('utf8', start, end)))
        this.#fold(plain, 0, plain.length)
        return
      }
    }
    this.#fold(bytes, start, end)
  }

  #fold(from: Uint8Array, start: number, end: number): void {
    // A single digit becomes three bytes, a run of more than 254 digits four more than its length.
    this.#reserve((end - start) * 3 + 4)
    let at = start
    while (at < end) {
      const byte = from[at] ?? 0
      if (byte >= ZERO && byte <= NINE) {
        at = this.#number(from, at, end)
      } else {
        this.bytes[this.length] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
        this.length += 1
        at += 1
      }
    }
  }

  #number(from: Uint8Array, start: number, end: number): number {
    let digits = start
    while (digits < end && from[digits] === ZERO) digits += 1
    let stop = digits
    for (let byte = from[stop]; stop < end && isDigit(byte); byte = from[stop]) stop += 1
    const length = stop - digits
    const out = this.bytes
    out[this.length++] = ZERO
    if (length < 255) {
      out[this.length++] = length
    } else {
      out[this.length++] = 255
      out[this.length++] = length >>> 8
      out[this.length++] = length & 255
    }
    for (let at = digits; at < stop; at += 1) out[this.length++] = from[at] ?? 0
    return stop
  }

  #reserve(room: number): void {
    if (this.length + room <= this.bytes.length) return
    const bigger = Buffer.allocUnsafeSlow(Math.ceil((this.length + room) * 1.5))
    this.bytes.copy(bigger, 0, 0, this.length)
    this.bytes = bigger
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
