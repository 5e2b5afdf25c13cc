/**
 * Tells an abort from a failure: whoever waits with a signal rethrows the former as it is.
 * Without a signal the error alone decides.
 */
export function isAbort(error: unknown, signal?: AbortSignal): boolean {
  if (signal?.aborted && error === signal.reason) return true
  return error instanceof Error && error.name === 'AbortError'
}
