import { Readable } from 'node:stream'
import { closed, GATHER } from './pieces.ts'
import type { ReadBlocks } from './read-blocks.ts'

/** The connection that a body comes over. */
interface BodyLine {
  readonly blocks: ReadBlocks
  /** Lets more bytes come. */
  resume(): void
  destroy(): void
}

/** What is done with the bytes that a connection reads. */
export interface LineReader {
  /** More are in the line's blocks. @returns whether even more may come */
  came(): boolean
  /** None will come any more. */
  ended(failure: Error): void
}

/** Pieces that may wait for the reader before no more bytes are read. */
const MOST_READY = 2

/**
 * The body of an answer, as pieces of the memory that its connection is read into. It is a stream as
 * well, for whoever wants copies.
 */
export class DirectBody extends Readable {
  readonly reader: LineReader
  readonly #line: BodyLine
  readonly #onEnd: (isClean: boolean) => void
  /** Bytes that have not come yet. */
  #left: number
  #ready: Buffer[] = []
  #since = performance.now()
  #isPaused = false
  /** More came than was announced. */
  #isSpoiled = false
  #isOver = false
  #failure: Error | undefined
  #wake: (() => void) | undefined
  #iterator: AsyncGenerator<Buffer> | undefined

  /** @param onEnd called once it is over: with whether nothing of it can come any more */
  constructor(line: BodyLine, length: number, onEnd: (isClean: boolean) => void) {
    super()
    // Whoever reads gets the error; there may be nobody yet.
    this.on('error', () => undefined)
    this.#line = line
    this.#left = length
    this.#onEnd = onEnd
    this.reader = {
      came: () => this.#came(),
      ended: failure => this.#ended(failure),
    }
  }

  /**
   * The bytes in their order, each piece until the next one is asked for. A failure is thrown once all
   * that came before it is given.
   */
  async *pieces(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        const piece = this.#ready.shift()
        if (piece) {
          this.#goOn()
          yield piece
          this.#line.blocks.giveBack(piece)
        } else if (this.#left === 0) return
        else if (this.#failure) throw this.#failure
        else await this.#more()
      }
    } finally {
      this.#end()
    }
  }

  override _read(): void {
    this.#iterator ??= this.pieces()
    this.#iterator.next().then(
      ({ value, done }) => this.push(done ? null : Buffer.from(value)),
      error => this.destroy(error),
    )
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.#isOver) {
      this.#line.destroy()
      this.#ended(error ?? closed())
      this.#end()
    }
    done(error)
  }

  #came(): boolean {
    const { waiting, isFull } = this.#line.blocks
    if (this.#left === 0) return waiting.length === 0 || this.#tooMuch()
    const now = performance.now()
    if (waiting.length < this.#left && !isFull && now - this.#since < GATHER) return true
    this.#since = now
    this.#take()
    this.#isPaused = this.#ready.length >= MOST_READY && this.#left > 0
    return !this.#isPaused
  }

  #take(): void {
    const taken = this.#line.blocks.take()
    const piece = taken.subarray(0, this.#left)
    this.#isSpoiled = taken.length > piece.length
    this.#left -= piece.length
    this.#ready.push(piece)
    this.#wake?.()
  }

  #tooMuch(): boolean {
    this.#isSpoiled = true
    this.#line.blocks.clear()
    return false
  }

  #ended(failure: Error): void {
    this.#failure ??= failure
    // Nothing is read into the block any more.
    if (this.#left > 0 && this.#line.blocks.waiting.length > 0) this.#take()
    this.#wake?.()
  }

  #goOn(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.#line.resume()
  }

  #more(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve
    })
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#wake?.()
    this.#onEnd(this.#left === 0 && !this.#isSpoiled && this.#failure === undefined)
  }
}
