import { setImmediate as nextTurn } from 'node:timers/promises'

/** Work that yields wherever it can be put down for a while. */
export type Work<T> = Generator<undefined, T>

/** Milliseconds of work before others have their turn: a quarter of a frame of the window. */
const SLICE = 4

/** Items gone through before work may be put down: a millisecond or so. */
const PART = 65_536

/** Goes through `count` items, some at a time. */
export function* inParts(count: number, each: (from: number, to: number) => void): Work<void> {
  for (let from = 0; from < count; from += PART) {
    each(from, Math.min(count, from + PART))
    yield
  }
}

/** Does work at once. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/**
 * Does work a few milliseconds at a time, so that nobody waits for the whole of it.
 *
 * @param rest waits between two slices, and is told how long the one before took; a turn of the event
 * loop when left out
 * @param now a clock in milliseconds that never goes back
 * @throws the signal's reason once it is aborted
 */
export async function inSlices<T>(
  work: Work<T>,
  {
    rest = nextTurn,
    now = () => performance.now(),
    signal,
  }: {
    readonly rest?: (milliseconds: number) => Promise<unknown>
    readonly now?: () => number
    readonly signal?: AbortSignal
  } = {},
): Promise<T> {
  signal?.throwIfAborted()
  for (;;) {
    const started = now()
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (now() - started < SLICE)
    await rest(now() - started)
    signal?.throwIfAborted()
  }
}
