/** How often the clock is looked at, and what is more than a busy moment: milliseconds. */
const EVERY = 5_000
const GAP = 30_000

/**
 * Calls `onWake` after the computer slept: the clock went on, and this process did not. Servers have
 * closed every connection by then, and nobody told us.
 *
 * @returns stops watching
 */
export function watchForSleep(onWake: () => void): () => void {
  let last = Date.now()
  const watching = setInterval(() => {
    const now = Date.now()
    const slept = now - last > GAP
    last = now
    if (slept) onWake()
  }, EVERY).unref()
  return () => clearInterval(watching)
}
