import { compareKeys } from '#shared/key-order.ts'

/** More symbols than this make no estimate better. */
const MOST = 512
/** So many symbols are exact in a double. */
const DEPTH = 6

/**
 * The characters that keys are made of, so that a key can be taken for a fraction, and the middle
 * between two keys worked out: between `img-2` and `img-8` it is `img-5`, not a byte in between.
 */
export class Alphabet {
  /** Code points in order, which is the byte order of UTF-8 too. */
  readonly #symbols: number[] = []
  readonly #without: number | undefined

  /** @param without a character that no result may have after what both keys share */
  constructor(without: string | undefined) {
    this.#without = without?.codePointAt(0)
  }

  /** Learns the characters of a key, from an index on. */
  note(key: string, from: number): void {
    for (let at = from; at < key.length && this.#symbols.length < MOST; at += 1) {
      const point = key.codePointAt(at) ?? 0
      if (point > 0xffff) at += 1
      if (point <= 0x20 || point === 0x7f || point === this.#without) continue
      if (point >= 0xd800 && point <= 0xdfff) continue
      const place = this.#place(point)
      if (this.#symbols[place] !== point) this.#symbols.splice(place, 0, point)
    }
  }

  /**
   * A measure from 0 to 1 for keys between two keys: what both share does not count.
   *
   * @param high `undefined` is after everything
   * @param least characters that all keys share anyway
   */
  scale(low: string, high: string | undefined, least: number): (key: string) => number {
    const from = high === undefined ? least : shared(low, high)
    return key => this.#position(key, from)
  }

  /** A text about in the middle between two keys; `undefined` when there is no room. */
  between(low: string, high: string | undefined, least: number): string | undefined {
    const from = high === undefined ? least : shared(low, high)
    const end = high === undefined ? 1 : this.#position(high, from)
    const middle = (this.#position(low, from) + end) / 2
    const text = low.slice(0, from) + this.#text(middle)
    const isInside = compareKeys(low, text) < 0 && (!high || compareKeys(text, high) < 0)
    return isInside ? text : undefined
  }

  /** A text after all that begin as `key` does, one character further than `length`. */
  sibling(key: string, length: number): string | undefined {
    const point = key.codePointAt(length)
    if (point === undefined || point > 0xd7f0) return undefined
    const next = point + 1 === this.#without ? point + 2 : point + 1
    return key.slice(0, length) + String.fromCodePoint(Math.max(0x21, next))
  }

  #position(key: string, from: number): number {
    const base = this.#symbols.length + 2
    let unit = 1
    let sum = 0
    let at = from
    for (let depth = 0; depth < DEPTH && at < key.length; depth += 1) {
      const point = key.codePointAt(at) ?? 0
      at += point > 0xffff ? 2 : 1
      unit /= base
      sum += unit * (this.#place(point) + 1)
    }
    return sum
  }

  #text(position: number): string {
    const base = this.#symbols.length + 2
    let rest = position
    let text = ''
    for (let depth = 0; depth < DEPTH; depth += 1) {
      rest *= base
      const digit = Math.floor(rest)
      rest -= digit
      const point = this.#symbols[Math.min(digit, this.#symbols.length) - 1]
      if (point === undefined) break
      text += String.fromCodePoint(point)
    }
    return text
  }

  /** How many symbols are before a code point. */
  #place(point: number): number {
    let low = 0
    let high = this.#symbols.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#symbols[middle] ?? 0) < point) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Characters that two keys begin with; never half of one. */
function shared(a: string, b: string): number {
  let length = 0
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1
  const unit = a.charCodeAt(length - 1)
  return unit >= 0xd800 && unit <= 0xdbff ? length - 1 : length
}
