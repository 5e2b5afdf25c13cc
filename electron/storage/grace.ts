/** How long a request that must not be cut off may go on after an abort, in milliseconds. */
const GRACE = 5_000

/**
 * Runs a request whose end decides what has to be cleaned up: cut off at once, a server may carry it
 * out all the same, and nobody would know what to remove. An abort reaches it only after a while.
 */
export async function withGrace<T>(
  signal: AbortSignal | undefined,
  request: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const late = new AbortController()
  let clock: NodeJS.Timeout | undefined
  const abort = () => {
    clock = setTimeout(() => late.abort(signal?.reason), GRACE)
  }
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await request(late.signal)
  } finally {
    clearTimeout(clock)
    signal?.removeEventListener('abort', abort)
  }
}
