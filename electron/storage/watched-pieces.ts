import { AppError } from '#shared/errors.ts'
import { asError } from './as-error.ts'
import type { DirectBody } from './direct-body.ts'
import { failureOf } from './failure.ts'
import { requestScope, type Throttle } from './request-scope.ts'
import { timeout } from './timeout.ts'
import { Watchdog } from './watchdog.ts'
import type { Watch } from './watched-stream.ts'

/** A reader that takes longer than this for a piece, in milliseconds, has kept the server waiting. */
const WORTH_EXCUSING = 1_000

/**
 * What {@link watched} is for streams: a body that breaks off and a server that falls silent are
 * AppErrors, an abort is the signal's own reason, and the bytes of a job pass as its limit lets them.
 */
export function watchedPieces(body: DirectBody, watch: Watch): AsyncIterable<readonly Buffer[]> {
  return piecesUnder(body, watch, requestScope().job?.down)
}

async function* piecesUnder(
  body: DirectBody,
  { attempt, timeouts, signal }: Watch,
  throttle: Throttle | undefined,
): AsyncGenerator<readonly Buffer[]> {
  /** It is the server that is waited for, not the reader or our own limit. */
  let isWaiting = true
  const dog = new Watchdog(timeouts, () => {
    if (isWaiting) body.destroy(timeout('send on', timeouts.idle))
    else dog.excuse()
  })
  const abort = () => body.destroy(asError(signal?.reason))
  signal?.addEventListener('abort', abort, { once: true })
  if (signal?.aborted) abort()
  try {
    for await (const piece of body.pieces()) {
      signal?.throwIfAborted()
      const came = performance.now()
      dog.moved(piece.length)
      isWaiting = false
      for (let at = 0; at < piece.length; ) {
        const wanted = piece.length - at
        const granted = throttle?.take(wanted, signal) ?? wanted
        const length = typeof granted === 'number' ? granted : await granted
        yield [piece.subarray(at, at + length)]
        at += length
      }
      isWaiting = true
      if (performance.now() - came > WORTH_EXCUSING) dog.excuse()
    }
    signal?.throwIfAborted()
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    throw error instanceof AppError ? error : failureOf(error, attempt)
  } finally {
    dog.stop()
    signal?.removeEventListener('abort', abort)
  }
}
