/** The reason of an abort as what a stream or a request can fail with. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError')
}
