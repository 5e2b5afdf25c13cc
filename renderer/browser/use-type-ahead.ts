import { useRef } from 'react'
import type { Rows } from './rows.ts'

const PAUSE_MS = 800
/** So many rows are looked at here, where the answer comes before the next key. */
const MOST_ROWS = 2000

/**
 * Goes to the next row whose name begins with what is being typed: at once among rows at hand, else
 * as soon as the whole place was looked through. A late answer moves nothing.
 */
export function useTypeAhead(
  rows: Rows,
  goTo: (row: number) => void,
): (letter: string, focus: number) => void {
  const typed = useRef({ text: '', at: 0, start: 0 })
  return (letter, focus) => {
    const now = performance.now()
    const { text: before, at, start } = typed.current
    const goingOn = now - at < PAUSE_MS
    const text = (goingOn ? before : '') + letter.toLowerCase()
    // The first letter looks further down, the next ones may stay where they are.
    const asked = { text, at: now, start: goingOn ? start : focus + 1 }
    typed.current = asked
    const near = nextAtHand(rows, text, asked.start)
    if (near === 'none') return
    if (near !== 'unknown') return goTo(near)
    rows.startingWith(text, asked.start).then(
      row => {
        if (row !== undefined && typed.current === asked) goTo(row)
      },
      // The rows have moved: what was typed was about those before.
      () => undefined,
    )
  }
}

function nextAtHand(rows: Rows, text: string, start: number): number | 'none' | 'unknown' {
  for (let step = 0; step < rows.total; step += 1) {
    const index = (start + step) % rows.total
    const row = step < MOST_ROWS ? rows.at(index) : undefined
    if (!row) return 'unknown'
    if (row.name.toLowerCase().startsWith(text)) return index
  }
  return 'none'
}
