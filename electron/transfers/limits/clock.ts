/** What passes the time: tests pass it themselves. */
export interface Clock {
  /** Milliseconds; only differences mean something. */
  now(): number
  /** Calls once, so many milliseconds later. @returns takes the call back */
  after(delay: number, call: () => void): () => void
}

/**
 * The time of this process, which no change of the computer's clock touches. It keeps no process
 * alive: whoever waits for bytes has a socket that does.
 */
export const STEADY_CLOCK: Clock = {
  now: () => performance.now(),
  after: (delay, call) => {
    const timer = setTimeout(call, delay).unref()
    return () => clearTimeout(timer)
  },
}
