import { PackedNames } from './packed-names.ts'

/** Room for the first names: of most pages that is all there are. */
const LEAST_BYTES = 32 * 1024
const NAMES = 1000

/** Collects the names of a page, written into `bytes` from `length` on. */
export class NameBuilder {
  bytes = Buffer.alloc(0)
  /** Bytes written so far. */
  length = 0
  #ends = new Uint32Array()
  #count = 0

  get count(): number {
    return this.#count
  }

  /** Makes room for so many bytes more. */
  reserve(room: number): void {
    if (this.length + room <= this.bytes.length) return
    const bigger = Buffer.allocUnsafe(Math.max(LEAST_BYTES, (this.length + room) * 2))
    this.bytes.copy(bigger, 0, 0, this.length)
    this.bytes = bigger
  }

  /** The name that was written ends at `length`. */
  close(length: number): void {
    if (this.#count === this.#ends.length) {
      const bigger = new Uint32Array(this.#count * 2 || NAMES)
      bigger.set(this.#ends)
      this.#ends = bigger
    }
    this.#ends[this.#count] = length
    this.#count += 1
    this.length = length
  }

  names(): PackedNames {
    return new PackedNames(this.bytes, this.#ends, this.#count)
  }
}
