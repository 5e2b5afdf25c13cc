import { compareKeys } from '#shared/key-order.ts'

const MOST = 4096

/** Some of the keys of a listing in their order, to tell what keys are like in any part of it. */
export class KeySamples {
  #keys: string[] = []

  /** Takes keys that follow each other, with none of those before in between. */
  add(keys: readonly string[]): void {
    const [first] = keys
    if (first === undefined) return
    this.#keys.splice(this.#countBefore(first), 0, ...keys)
    if (this.#keys.length > MOST) this.#keys = this.#keys.filter((_, at) => at % 2 === 0)
  }

  /** At most `most` of those that begin so, from all over them. */
  beginningWith(start: string, most: number): string[] {
    const from = this.#countBefore(start)
    const count = this.#countWhile(from, key => key.startsWith(start))
    const step = Math.max(1, (count - 1) / (most - 1))
    const some = Math.min(count, most)
    return Array.from({ length: some }, (_, at) => this.#keys[from + Math.round(at * step)] ?? '')
  }

  #countBefore(key: string): number {
    return this.#countWhile(0, other => compareKeys(other, key) < 0)
  }

  /** How many from a place on are so, when none after them is. */
  #countWhile(from: number, isSo: (key: string) => boolean): number {
    let low = from
    let high = this.#keys.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isSo(this.#keys[middle] ?? '')) low = middle + 1
      else high = middle
    }
    return low - from
  }
}
