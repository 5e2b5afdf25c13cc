/** That rows arrive, for those who draw them. */
export interface Arrivals {
  /** How often some have arrived. */
  count(): number
  tell(): void
  /** Calls back at every arrival, until the function it returns is called. */
  follow(listener: () => void): () => void
}

export function newArrivals(): Arrivals {
  const listeners = new Set<() => void>()
  let count = 0
  return {
    count: () => count,
    tell: () => {
      count++
      for (const listener of listeners) listener()
    },
    follow: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Of rows that are at hand from the beginning, or are other rows when there are more. */
export const NO_ARRIVALS: Arrivals = {
  count: () => 0,
  tell: () => undefined,
  follow: () => () => undefined,
}
