/** Numbers that look random and are the same on every run (mulberry32). */
export class SeededRandom {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }

  pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  /** A key of up to five segments, with characters that are hard to sort and to encode. */
  key(): string {
    const segment = () =>
      Array.from({ length: 1 + this.below(6) }, () => this.pick(LETTERS)).join('')
    return Array.from({ length: 1 + this.below(5) }, segment).join('/')
  }
}

// With characters beyond the Basic Multilingual Plane beside those at its end: UTF-8 sorts them
// the other way round than UTF-16.
const LETTERS = [
  ...'abcABC019',
  ' ',
  '+',
  '%',
  '&',
  '-',
  '.',
  '_',
  '~',
  'é',
  '日',
  '\uFFFD',
  '\uE000',
  '😀',
  '𝒳',
]
