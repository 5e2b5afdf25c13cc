/** Keys or common prefixes of one page, as UTF-8 in one buffer; what they are made of never changes. */
export class PackedNames {
  readonly bytes: Buffer
  readonly count: number
  readonly #ends: Uint32Array

  /** @param ends where each name ends in `bytes`; the first begins at 0 */
  constructor(bytes: Buffer, ends: Uint32Array, count = ends.length) {
    this.bytes = bytes
    this.#ends = ends
    this.count = count
  }

  static of(texts: readonly string[]): PackedNames {
    const ends = new Uint32Array(texts.length)
    let end = 0
    for (const [at, text] of texts.entries()) {
      end += Buffer.byteLength(text)
      ends[at] = end
    }
    const bytes = Buffer.allocUnsafe(end)
    for (const [at, text] of texts.entries()) bytes.write(text, at === 0 ? 0 : (ends[at - 1] ?? 0))
    return new PackedNames(bytes, ends)
  }

  start(at: number): number {
    return at === 0 ? 0 : (this.#ends[at - 1] ?? 0)
  }

  end(at: number): number {
    return this.#ends[at] ?? 0
  }

  /** `undefined` where there is none. */
  text(at: number): string | undefined {
    if (at < 0 || at >= this.count) return undefined
    return this.bytes.toString('utf8', this.start(at), this.end(at))
  }

  texts(): string[] {
    return Array.from({ length: this.count }, (_, at) => this.text(at) ?? '')
  }

  /** One in so many, and the last. */
  some(step: number): string[] {
    const some: string[] = []
    for (let at = 0; at < this.count - 1; at += step) some.push(this.text(at) ?? '')
    if (this.count > 0) some.push(this.text(this.count - 1) ?? '')
    return some
  }

  /** The first so many. */
  first(count: number): PackedNames {
    return count >= this.count ? this : new PackedNames(this.bytes, this.#ends, count)
  }

  /** Whether each is after the one before, and the first after `after`, in byte order. */
  isAscending(after: Uint8Array | undefined): boolean {
    if (after && this.count > 0 && this.#compare(0, after) <= 0) return false
    for (let at = 1; at < this.count; at += 1) if (!this.#isAfterLast(at)) return false
    return true
  }

  /** In names that ascend: how many are before `border`. */
  countBefore(border: Uint8Array): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#compare(middle, border) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  /** In names that ascend: whether this is one of them. */
  has(name: Uint8Array): boolean {
    const at = this.countBefore(name)
    return at < this.count && this.#compare(at, name) === 0
  }

  #compare(at: number, other: Uint8Array): number {
    return this.bytes.compare(other, 0, other.length, this.start(at), this.end(at))
  }

  /** By hand: a call to the buffer's own comparison takes longer than most keys differ. */
  #isAfterLast(at: number): boolean {
    const { bytes } = this
    let before = this.start(at - 1)
    let here = this.start(at)
    const middle = here
    const end = this.end(at)
    while (before < middle && here < end) {
      const difference = (bytes[here] ?? 0) - (bytes[before] ?? 0)
      if (difference !== 0) return difference > 0
      before += 1
      here += 1
    }
    return here < end
  }
}
