import { pipeline, type Readable, Transform } from 'node:stream'
import { AppError } from '#shared/errors.ts'
import type { Attempt } from './attempt.ts'
import { failureOf } from './failure.ts'
import { timeout } from './request-handler.ts'

/** What to expect of a stream. */
interface Watch {
  /** Bytes. */
  readonly size: number
  readonly attempt: Attempt
  /** Milliseconds that a server may be silent while the reader waits. */
  readonly idle: number
  readonly signal: AbortSignal | undefined
}

/**
 * The bytes of an answer, with what a plain stream lets pass made an error: a body shorter or longer
 * than announced, and a server that falls silent. Errors are AppErrors or the signal's own reason.
 */
export function watched(body: Readable, { size, attempt, idle, signal }: Watch): Readable {
  let received = 0
  const stream = new Transform({
    readableHighWaterMark: 256 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length
      clock.refresh()
      if (received > size) done(wrongLength(attempt, received, size))
      else done(undefined, chunk)
    },
    flush(done) {
      done(received === size ? undefined : wrongLength(attempt, received, size))
    },
    destroy(error, done) {
      clearTimeout(clock)
      signal?.removeEventListener('abort', abort)
      done(error === null || error === undefined ? null : asFailure(error))
    },
  })
  const asFailure = (error: Error): Error =>
    signal?.aborted ? asError(signal.reason) : failureOf(error, attempt)
  const abort = () => stream.destroy(asError(signal?.reason))
  const clock = setTimeout(() => {
    // A reader that is slower than the network leaves the stream full: that is no silence.
    if (stream.writableNeedDrain || stream.readableLength > 0) clock.refresh()
    else body.destroy(timeout('send on', idle))
  }, idle).unref()
  signal?.addEventListener('abort', abort, { once: true })
  if (signal?.aborted) abort()
  // The pipeline destroys both ends; whoever reads gets the error from the stream itself.
  pipeline(body, stream, () => clearTimeout(clock))
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
