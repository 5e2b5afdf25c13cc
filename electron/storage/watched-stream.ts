import { pipeline, type Readable, Transform } from 'node:stream'
import { AppError } from '#shared/errors.ts'
import type { Attempt } from './attempt.ts'
import type { Timeouts } from './connection-options.ts'
import { failureOf } from './failure.ts'
import { timeout } from './request-handler.ts'
import { requestScope, type Throttle } from './request-scope.ts'
import { Watchdog } from './watchdog.ts'

/** What to expect of a stream. */
interface Watch {
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
export function watched(body: Readable, { size, attempt, timeouts, signal }: Watch): Readable {
  const throttle = requestScope().job?.down
  const gone = new AbortController()
  let received = 0
  let held = false
  const stream = new Transform({
    readableHighWaterMark: 256 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length
      if (isFull()) dog.excuse()
      else dog.moved(chunk.length)
      if (received > size) done(wrongLength(attempt, received, size))
      else if (!throttle) done(undefined, chunk)
      else
        giveOn(chunk, throttle).then(
          () => done(),
          () => 'the stream has ended',
        )
    },
    flush(done) {
      done(received === size ? undefined : wrongLength(attempt, received, size))
    },
    destroy(error, done) {
      dog.stop()
      gone.abort()
      signal?.removeEventListener('abort', abort)
      done(error === null || error === undefined ? null : asFailure(error))
    },
  })
  const asFailure = (error: Error): Error =>
    signal?.aborted ? asError(signal.reason) : failureOf(error, attempt)
  const abort = () => stream.destroy(asError(signal?.reason))
  // A reader that is slower than the network leaves the stream full: that is no silence.
  const isFull = () => held || stream.writableNeedDrain || stream.readableLength > 0
  /** Gives a chunk on as fast as the limit lets it; the rest waits, and that is no silence either. */
  const giveOn = async (chunk: Buffer, limit: Throttle) => {
    for (let at = 0; at < chunk.length; ) {
      const granted = limit.take(chunk.length - at, gone.signal)
      held = typeof granted !== 'number'
      const length = await granted
      if (held) dog.excuse()
      held = false
      stream.push(chunk.subarray(at, at + length))
      at += length
    }
  }
  const dog = new Watchdog(timeouts, () => {
    if (isFull()) dog.excuse()
    else body.destroy(timeout('send on', timeouts.idle))
  })
  signal?.addEventListener('abort', abort, { once: true })
  if (signal?.aborted) abort()
  // The pipeline destroys both ends; whoever reads gets the error from the stream itself.
  pipeline(body, stream, () => dog.stop())
  return stream
}

function wrongLength(attempt: Attempt, received: number, size: number): AppError {
  return new AppError({
    code: 'corrupted',
    message: `Pail could not ${attempt.does}: ${received} bytes came instead of ${size}.`,
    remedy: 'Try again; if it persists, tell whoever runs the server.',
    subject: attempt.subject,
  })
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError')
}
