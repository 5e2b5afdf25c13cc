import { Readable } from 'node:stream'
import { AppError } from '#shared/errors.ts'
import { asError } from './as-error.ts'
import type { Attempt } from './attempt.ts'
import type { Timeouts } from './connection-options.ts'
import { failureOf } from './failure.ts'
import { requestScope, type Throttle } from './request-scope.ts'
import { timeout } from './timeout.ts'
import { Watchdog } from './watchdog.ts'

/** What to expect of a stream. */
export interface Watch {
  /** Bytes. */
  readonly size: number
  readonly attempt: Attempt
  /** How long a server may be silent, and how slow it may be, while the reader waits. */
  readonly timeouts: Timeouts
  readonly signal: AbortSignal | undefined
}

/**
 * The bytes of an answer, with what a plain stream lets pass made an error: a body shorter or longer
 * than announced, and a server that falls silent. Errors are AppErrors or the signal's own reason. The
 * bytes of a job pass as its limit lets them.
 */
export function watched(body: Readable, watch: Watch): Readable {
  return new WatchedStream(body, watch, requestScope().job?.down)
}

/** Chunks go through as they are: a Transform in a pipeline takes more time than all that is done here. */
class WatchedStream extends Readable {
  readonly #body: Readable
  readonly #watch: Watch
  readonly #throttle: Throttle | undefined
  readonly #dog: Watchdog
  readonly #abort: () => void
  readonly #gone = new AbortController()
  #received = 0
  /** Our own limit keeps bytes back. */
  #held = false
  /** The reader waits for more. */
  #wanted = false

  constructor(body: Readable, watch: Watch, throttle: Throttle | undefined) {
    super({ highWaterMark: 256 * 1024 })
    this.#body = body
    this.#watch = watch
    this.#throttle = throttle
    const { timeouts, signal } = watch
    this.#dog = new Watchdog(timeouts, () => {
      if (this.#isFull) this.#dog.excuse()
      else this.destroy(timeout('send on', timeouts.idle))
    })
    this.#abort = () => this.destroy(asError(signal?.reason))
    signal?.addEventListener('abort', this.#abort, { once: true })
    body.on('data', (chunk: Buffer) => this.#take(chunk))
    body.once('end', () => this.#end())
    body.once('error', error => this.destroy(error))
    body.once('close', () => body.readableEnded || this.destroy(new Error('The body broke off')))
    body.pause()
    // Whoever reads gets the error; there may be nobody yet.
    this.on('error', () => undefined)
    if (signal?.aborted) this.#abort()
  }

  override _read(): void {
    if (!this.#wanted) this.#dog.excuse()
    this.#wanted = true
    if (!this.#held) this.#body.resume()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const { attempt, signal } = this.#watch
    this.#dog.stop()
    if (this.#held) this.#gone.abort()
    signal?.removeEventListener('abort', this.#abort)
    if (!this.#body.readableEnded) this.#body.destroy()
    if (error === null) done(null)
    else done(signal?.aborted ? asError(signal.reason) : failureOf(error, attempt))
  }

  /** A reader that is slower than the network leaves the stream full: that is no silence. */
  get #isFull(): boolean {
    return this.#held || !this.#wanted || this.readableLength > 0
  }

  /** @returns whether the reader wants more */
  #give(chunk: Buffer): boolean {
    this.#wanted = this.push(chunk)
    if (!this.#wanted) this.#body.pause()
    return this.#wanted
  }

  #take(chunk: Buffer): void {
    const { attempt, size } = this.#watch
    this.#received += chunk.length
    if (this.#isFull) this.#dog.excuse()
    else this.#dog.moved(chunk.length)
    if (this.#received > size) this.destroy(wrongLength(attempt, this.#received, size))
    else {
      const granted = this.#throttle?.take(chunk.length, this.#gone.signal) ?? chunk.length
      if (granted !== chunk.length) void this.#giveOn(chunk, granted)
      else this.#give(chunk)
    }
  }

  /** Gives a chunk on as fast as the limit lets it; what comes meanwhile has to wait. */
  async #giveOn(chunk: Buffer, first: number | Promise<number>): Promise<void> {
    this.#body.pause()
    this.#held = true
    let wantsMore = true
    let granted: number | Promise<number> | undefined = first
    for (let at = 0; granted !== undefined; ) {
      const length: number | undefined = await Promise.resolve(granted).catch(() => undefined)
      // The stream has ended.
      if (length === undefined) return
      this.#dog.excuse()
      wantsMore = this.#give(chunk.subarray(at, at + length))
      at += length
      const left = chunk.length - at
      granted = left > 0 ? this.#throttle?.take(left, this.#gone.signal) : undefined
    }
    this.#held = false
    if (this.#body.readableEnded) this.#end()
    else if (wantsMore) this.#body.resume()
  }

  #end(): void {
    if (this.#held) return
    const { attempt, size } = this.#watch
    if (this.#received === size) this.push(null)
    else this.destroy(wrongLength(attempt, this.#received, size))
  }
}

function wrongLength(attempt: Attempt, received: number, size: number): AppError {
  return new AppError({
    code: 'corrupted',
    message: `Pail could not ${attempt.does}: ${received} bytes came instead of ${size}.`,
    remedy: 'Try again; if it persists, tell whoever runs the server.',
    subject: attempt.subject,
  })
}
