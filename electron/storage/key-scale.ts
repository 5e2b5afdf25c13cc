import { compareKeys } from '#shared/key-order.ts'
import { type Column, columnsOf } from './key-columns.ts'

/**
 * Takes keys that begin alike for numbers, so that a key can be told that is about so many keys
 * after another: 1,000 after `img-01999.jpg` comes `img-02999.jpg`. Each place of a key is a digit,
 * whose base is as many characters as may stand there.
 */
export class KeyScale {
  readonly #start: string
  readonly #columns: readonly Column[]
  /** What a one in each column is worth. */
  readonly #worths: readonly bigint[]
  /** Above all keys that begin as these do. */
  readonly #top: bigint

  /**
   * @param samples keys that all begin with `start`
   * @param depth so many characters after `start` are looked at
   */
  constructor(samples: readonly string[], start: string, depth: number) {
    this.#start = start
    this.#columns = columnsOf(samples, start.length, depth)
    const worths: bigint[] = []
    let worth = 1n
    for (const { base } of this.#columns.toReversed()) {
      worths.push(worth)
      worth *= BigInt(base)
    }
    this.#worths = worths.reverse()
    this.#top = worth
  }

  /** Never less for a key that comes after another. */
  value(key: string): bigint {
    if (!key.startsWith(this.#start)) return compareKeys(key, this.#start) < 0 ? 0n : this.#top
    let value = 0n
    let at = this.#start.length
    for (const [place, column] of this.#columns.entries()) {
      const point = key.codePointAt(at)
      if (point === undefined) break
      at += point > 0xffff ? 2 : 1
      const digit = column.digitOf(point)
      value += BigInt(digit) * (this.#worths[place] ?? 0n)
      if (column.characterOf(digit) !== point) break
    }
    return value
  }

  /** A text of about that value, or after all keys that begin as these do; `undefined` when none is. */
  text(value: bigint): string | undefined {
    if (value >= this.#top) return this.#afterAll()
    let rest = value
    let text = this.#start
    for (const [place, column] of this.#columns.entries()) {
      const worth = this.#worths[place] ?? 1n
      const point = column.characterOf(Number(rest / worth))
      rest %= worth
      if (point === undefined) break
      text += String.fromCodePoint(point)
    }
    return text
  }

  #afterAll(): string | undefined {
    const next = this.#columns[0]?.next
    return next === undefined ? undefined : this.#start + String.fromCodePoint(next)
  }
}
