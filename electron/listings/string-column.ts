import { AppError } from '#shared/errors.ts'

const LARGEST = 0xffff_ffff

/**
 * Many strings as UTF-8 in one growing buffer: about a quarter of what the same JavaScript strings
 * cost, and nothing for the garbage collector to walk.
 */
export class StringColumn {
  #bytes: Buffer = Buffer.allocUnsafeSlow(8192)
  #starts = new Uint32Array(256)
  #count = 0

  get count(): number {
    return this.#count
  }

  /** The raw bytes of every string, one after the other; valid until the next {@link push}. */
  get bytes(): Buffer {
    return this.#bytes
  }

  start(row: number): number {
    return this.#starts[row] ?? 0
  }

  end(row: number): number {
    return this.#starts[row + 1] ?? 0
  }

  push(text: string): void {
    const start = this.#starts[this.#count] ?? 0
    const room = start + text.length * 3
    if (room > this.#bytes.length) this.#bytes = grownBytes(this.#bytes, room)
    if (this.#count + 2 > this.#starts.length) {
      this.#starts = grown(this.#starts, this.#count + 2)
    }
    this.#count += 1
    this.#starts[this.#count] = start + this.#bytes.write(text, start, 'utf8')
  }

  /** Appends a string that is in UTF-8 already. */
  pushBytes(bytes: Uint8Array, from: number, to: number): void {
    const start = this.#starts[this.#count] ?? 0
    const end = start + to - from
    if (end > this.#bytes.length) this.#bytes = grownBytes(this.#bytes, end)
    if (this.#count + 2 > this.#starts.length) {
      this.#starts = grown(this.#starts, this.#count + 2)
    }
    const into = this.#bytes
    for (let at = from; at < to; at += 1) into[start + at - from] = bytes[at] ?? 0
    this.#count += 1
    this.#starts[this.#count] = end
  }

  text(row: number): string {
    return this.#bytes.toString('utf8', this.start(row), this.end(row))
  }

  /** Byte order of two rows: negative, zero or positive. It is the order S3 lists keys in. */
  compare(a: number, b: number): number {
    return this.#bytes.compare(this.#bytes, this.start(b), this.end(b), this.start(a), this.end(a))
  }

  equals(row: number, bytes: Uint8Array): boolean {
    const start = this.start(row)
    if (this.end(row) - start !== bytes.length) return false
    return this.#bytes.compare(bytes, 0, bytes.length, start, this.end(row)) === 0
  }

  /** Gives back the spare room, once nothing more comes. */
  trim(): void {
    const used = this.start(this.#count)
    if (this.#bytes.length > used) {
      const exact = Buffer.allocUnsafeSlow(used)
      this.#bytes.copy(exact, 0, 0, used)
      this.#bytes = exact
    }
    this.#starts = this.#starts.slice(0, this.#count + 1)
  }

  /** Bytes held in memory, spare room included. */
  get byteLength(): number {
    return this.#bytes.length + this.#starts.byteLength
  }
}

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** A copy of a typed array with room for `needed` elements and half as many again. */
export function grown<T extends Column>(column: T, needed: number): T {
  const Kind = column.constructor as new (length: number) => T
  const bigger = new Kind(Math.ceil(needed * 1.5))
  bigger.set(column)
  return bigger
}

function grownBytes(bytes: Buffer, needed: number): Buffer {
  if (needed > LARGEST) {
    throw new AppError({
      code: 'too-large',
      message: 'This folder holds more than 4 GiB of names.',
      remedy: 'Open one of its subfolders, or narrow it down by typing a longer prefix.',
    })
  }
  const bigger = Buffer.allocUnsafeSlow(Math.min(LARGEST, Math.ceil(needed * 1.5)))
  bytes.copy(bigger)
  return bigger
}
