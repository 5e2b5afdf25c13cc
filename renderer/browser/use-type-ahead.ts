import { useRef } from 'react'
import type { Rows } from './rows.ts'

const PAUSE_MS = 800
/** Rows that are not at hand are not searched, so there is no point in going on for long. */
const MOST_ROWS = 2000

/** Finds the next row at hand whose name starts with what is being typed. */
export function useTypeAhead(rows: Rows): (letter: string, focus: number) => number | undefined {
  const typed = useRef({ text: '', at: 0 })
  return (letter, focus) => {
    const now = performance.now()
    const goingOn = now - typed.current.at < PAUSE_MS
    const text = (goingOn ? typed.current.text : '') + letter.toLowerCase()
    typed.current = { text, at: now }
    // The first letter looks further down, the next ones may stay where they are.
    const start = goingOn ? Math.max(0, focus) : focus + 1
    for (let step = 0; step < Math.min(rows.total, MOST_ROWS); step += 1) {
      const index = (start + step) % rows.total
      if (rows.at(index)?.name.toLowerCase().startsWith(text)) return index
    }
    return undefined
  }
}
