/** Bytes of a block: larger ones are no faster, and each connection has two or three. */
const BLOCK = 128 * 1024
/** With less room left, a read is not worth its call. */
const LEAST_ROOM = 16 * 1024
/** Blocks that wait for their next use. */
const MOST_FREE = 2

/**
 * The memory that one connection is read into, used again and again: bytes lie where the system put
 * them until the disk has them. What lies in one block is given on together.
 */
export class ReadBlocks {
  readonly #free: Buffer[] = []
  #block = newBlock()
  #start = 0
  #end = 0

  /** Where the next bytes go. */
  get room(): Buffer {
    if (this.#end === BLOCK) throw new RangeError('The block is full: take what is in it first.')
    return this.#block.subarray(this.#end)
  }

  /** What came and was neither skipped nor taken. */
  get waiting(): Buffer {
    return this.#block.subarray(this.#start, this.#end)
  }

  /** Whether what waits should be taken before more is read. */
  get isFull(): boolean {
    return BLOCK - this.#end < LEAST_ROOM
  }

  /** So many bytes came into {@link room}. */
  came(bytes: number): void {
    this.#end += bytes
  }

  /** So many of the bytes that wait are of no more use. */
  skip(bytes: number): void {
    this.#start += bytes
  }

  /** Nobody wants what waits: the next bytes go over it. */
  clear(): void {
    this.#start = 0
    this.#end = 0
  }

  /** All that waits, to be given back; the next bytes go into another block. */
  take(): Buffer {
    const taken = this.waiting
    this.#block = this.#free.pop() ?? newBlock()
    this.#start = 0
    this.#end = 0
    return taken
  }

  /** Nobody looks at these bytes any more. */
  giveBack({ buffer }: Buffer): void {
    if (this.#free.length < MOST_FREE) this.#free.push(Buffer.from(buffer as ArrayBuffer))
  }
}

function newBlock(): Buffer {
  return Buffer.allocUnsafeSlow(BLOCK)
}
