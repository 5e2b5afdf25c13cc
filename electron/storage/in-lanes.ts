import { AsyncLocalStorage } from 'node:async_hooks'
import { requestScope, withSlot } from './request-scope.ts'

/**
 * Moves the pieces of one object, some at a time: as many as the job's share of slots allows, which
 * may change meanwhile. The first failure stops all lanes, and is thrown once they have stopped.
 *
 * @param count how many pieces there are
 * @param usual how many at a time outside of a job
 * @param work moves pieces by their index as long as `next` gives one, which it first always does
 *   while there are any; then returns
 */
export async function inLanes(
  { count, usual }: { readonly count: number; readonly usual: number },
  signal: AbortSignal | undefined,
  work: (next: () => number | undefined, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const slots = requestScope().job?.slots
  const failed = new AbortController()
  const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal
  const running = new Set<Promise<void>>()
  let taken = 0
  const isMore = () => taken < count && !either.aborted
  const limit = () => Math.min(count, slots?.limit ?? usual)
  const lane = async () => {
    while (isMore() && running.size <= limit()) {
      await withSlot(either, async mayKeep => {
        let isFirst = true
        const next = () => {
          const goesOn = isMore() && (isFirst || mayKeep())
          isFirst = false
          return goesOn ? taken++ : undefined
        }
        if (isMore()) await work(next, either)
      })
    }
  }
  const start = () => {
    const one: Promise<void> = lane()
      .catch(error => {
        // The first failure stops the other lanes; theirs are only its echo.
        if (!failed.signal.aborted) failed.abort(error)
      })
      .finally(() => running.delete(one))
    running.add(one)
  }
  // Whoever changes the limit is in another scope.
  const fill = AsyncLocalStorage.bind(() => {
    while (isMore() && running.size < limit()) start()
  })
  const stopListening = slots?.onChange(fill)
  fill()
  while (running.size > 0) await Promise.all(running)
  stopListening?.()
  either.throwIfAborted()
}
