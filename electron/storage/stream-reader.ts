import type { Readable } from 'node:stream'
import { AppError } from '#shared/errors.ts'

/** Reads a stream piece by piece into buffers of the caller's, in the order of the calls. */
export class StreamReader {
  readonly #stream: Readable
  readonly #chunks: AsyncIterator<Uint8Array | string>
  readonly #name: string
  #rest: Uint8Array = Buffer.alloc(0)
  #last: Promise<unknown> = Promise.resolve()

  /** @param name what the stream is called in messages */
  constructor(stream: Readable, name: string) {
    this.#stream = stream
    this.#chunks = stream[Symbol.asyncIterator]()
    this.#name = name
  }

  /** Fills the whole buffer. @throws AppError `source-changed` when the stream ends before */
  fill(into: Buffer, signal?: AbortSignal): Promise<void> {
    return this.#inTurn(signal, async () => {
      for (let filled = 0; filled < into.length; ) {
        if (!(await this.#more())) throw this.#notAsLong()
        const piece = this.#rest.subarray(0, into.length - filled)
        into.set(piece, filled)
        filled += piece.length
        this.#rest = this.#rest.subarray(piece.length)
      }
    })
  }

  /** @throws AppError `source-changed` when there is more */
  expectEnd(signal?: AbortSignal): Promise<void> {
    return this.#inTurn(signal, async () => {
      if (await this.#more()) throw this.#notAsLong()
    })
  }

  /** Whether there is something in the rest, which is read on when it is empty. */
  async #more(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#chunks.next()
      if (done) return false
      this.#rest = typeof value === 'string' ? Buffer.from(value) : value
    }
    return true
  }

  /** An abort must not wait for a source that has fallen silent: it ends the source. */
  async #inTurn(signal: AbortSignal | undefined, read: () => Promise<void>): Promise<void> {
    const before = this.#last
    const reading = before.then(read)
    this.#last = reading.catch(() => undefined)
    const stop = () => this.#stream.destroy(signal?.reason)
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted) stop()
    try {
      await reading
    } catch (error) {
      throw signal?.aborted ? signal.reason : error
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  #notAsLong(): AppError {
    return new AppError({
      code: 'source-changed',
      message: `“${this.#name}” is not as long as it was when the upload was planned.`,
      remedy: 'Upload it again once nothing writes to it.',
      subject: { key: this.#name },
    })
  }
}
