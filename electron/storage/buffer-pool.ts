const MiB = 1024 * 1024
/** Below this, memory is had and freed at no cost worth saving, in bytes. */
const WORTH_KEEPING = MiB
/** How long memory is kept for the next who wants it, in milliseconds. */
const KEEP = 1_000

/**
 * Memory for bodies on their way, used again and again: what is only left to the garbage collector
 * stays for a while, and lies about as often as it is used until then. Keeps no more than was in use
 * at a time, and nothing for long.
 */
export class BufferPool {
  #free: Buffer[] = []
  #clock: NodeJS.Timeout | undefined

  /** So many bytes of whatever content, to be given back by {@link release}. */
  take(bytes: number): Buffer {
    // Of its own, not cut from Node's pool, which lives on as long as one piece of it does.
    if (bytes < WORTH_KEEPING) return Buffer.allocUnsafeSlow(bytes)
    // What is much too large would be more memory than was asked for.
    const found = this.#free.findIndex(
      ({ buffer: { byteLength } }) => byteLength >= bytes && byteLength <= 2 * bytes,
    )
    const [kept] = found === -1 ? [] : this.#free.splice(found, 1)
    if (kept) return Buffer.from(kept.buffer, 0, bytes)
    // Nothing kept is of use: it must not come on top.
    this.#free = []
    return Buffer.from(new ArrayBuffer(Math.ceil(bytes / MiB) * MiB), 0, bytes)
  }

  /** Only once nobody reads or writes it any more. */
  release(buffer: Buffer): void {
    if (buffer.length < WORTH_KEEPING) return
    this.#free.push(buffer)
    this.#clock ??= setTimeout(() => {
      this.#clock = undefined
      this.#free = []
    }, KEEP).unref()
  }
}
