const ROOM = 4096
const EMPTY = 0

/**
 * Remembers which keys a listing has given out, in 8 bytes each: a digest of 64 bits, of which two
 * among ten million keys are alike once in 370,000 such listings.
 */
export class EmittedKeys {
  /** Two words a key. */
  #digests = new Uint32Array(ROOM * 2)
  #count = 0
  /** Places in `#digests`, plus one; only there once somebody looks. */
  #slots: Uint32Array | undefined

  /** @param bytes where the key is, in UTF-8 */
  add(bytes: Uint8Array, start: number, end: number): void {
    const index = this.#count
    this.#count += 1
    if (this.#count * 2 > this.#digests.length) {
      const bigger = new Uint32Array(this.#digests.length * 2)
      bigger.set(this.#digests)
      this.#digests = bigger
    }
    digest(bytes, start, end, this.#digests, index * 2)
    if (this.#slots) this.#enter(index)
  }

  /** Adds a key; false when it was there. */
  addNew(key: Uint8Array): boolean {
    if (!this.#slots) this.#build(2 ** 13)
    this.add(key, 0, key.length)
    if (this.#entered) return true
    this.#count -= 1
    return false
  }

  #entered = false

  #build(least: number): void {
    let size = least
    while (size < this.#count * 2) size *= 2
    this.#slots = new Uint32Array(size)
    for (let index = 0; index < this.#count; index += 1) this.#enter(index)
  }

  #enter(index: number): void {
    if (this.#slots && this.#count * 2 > this.#slots.length) this.#build(this.#slots.length * 2)
    const slots = this.#slots
    if (!slots) return
    const mask = slots.length - 1
    const low = this.#digests[index * 2] ?? 0
    const high = this.#digests[index * 2 + 1] ?? 0
    let slot = low & mask
    for (;;) {
      const other = (slots[slot] ?? EMPTY) - 1
      this.#entered = other < 0 || other === index
      if (this.#entered) {
        slots[slot] = index + 1
        return
      }
      if (this.#digests[other * 2] === low && this.#digests[other * 2 + 1] === high) return
      slot = (slot + 1) & mask
    }
  }
}

/** Two independent multiplicative hashes with a last mix, as in cyrb53. */
function digest(
  bytes: Uint8Array,
  start: number,
  end: number,
  into: Uint32Array,
  at: number,
): void {
  let low = 0xdead_beef
  let high = 0x41c6_ce57
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] ?? 0
    low = Math.imul(low ^ byte, 2_654_435_761)
    high = Math.imul(high ^ byte, 1_597_334_677)
  }
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  into[at] = low
  into[at + 1] = high
}
