/**
 * Thumbnails on their way at once. A browser has six connections to the browser shell; the others
 * are for what one opens.
 */
const LANES = 4
/** What is scrolled past within this time is not asked for, in milliseconds. */
const PAUSE_MS = 90

const waiting: (() => void)[] = []
let running = 0

/**
 * Calls `start` when it is this thumbnail's turn: the latest first, as it is what one looks at now.
 * The returned function ends the turn, or the waiting for it; it may be called more than once.
 */
export function takeTurn(start: () => void): () => void {
  let state: 'waiting' | 'running' | 'done' = 'waiting'
  const begin = () => {
    state = 'running'
    running += 1
    start()
  }
  const timer = setTimeout(() => {
    waiting.push(begin)
    next()
  }, PAUSE_MS)
  return () => {
    if (state === 'running') {
      running -= 1
      next()
    } else if (state === 'waiting') {
      clearTimeout(timer)
      const place = waiting.indexOf(begin)
      if (place >= 0) waiting.splice(place, 1)
    }
    state = 'done'
  }
}

function next(): void {
  while (running < LANES && waiting.length > 0) waiting.pop()?.()
}
