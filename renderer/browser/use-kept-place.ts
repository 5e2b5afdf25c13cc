import { useLayoutEffect, useRef } from 'react'
import { type Sight, shiftInSight } from '../model/nearby-row.ts'
import type { Rows } from './rows.ts'
import type { VirtualScroll } from './use-virtual-scroll.ts'

/**
 * Keeps what one looks at where it is in the window when rows come or go above it. At the very top
 * nothing is above, and what comes there is to be seen.
 */
export function useKeptPlace(rows: Rows, scroll: VirtualScroll, perLine: number): void {
  const shown = useRef(rows)
  const latest = useRef(scroll)
  latest.current = scroll
  useLayoutEffect(() => {
    const before = shown.current
    shown.current = rows
    if (before.stamp === rows.stamp || before.order !== rows.order) return
    const { rowHeight } = latest.current.track
    // As it was: in fewer rows the offset may be out of reach.
    const was = latest.current.placed()
    if (was === 0) return
    const first = Math.floor(was / rowHeight) * perLine
    const sight = { first, last: first + (latest.current.pageRows + 2) * perLine }
    const shift = shiftInSight(before, rows, sight)
    const lines = (by: number) => Math.floor((first + by) / perLine) - first / perLine
    if (shift !== undefined) {
      if (lines(shift) !== 0) latest.current.scrollTo(was + lines(shift) * rowHeight)
      return
    }
    let wanted = true
    const offset = latest.current.offset()
    findShift(before, rows, sight).then(
      by => {
        // Whoever scrolls meanwhile looks for something else.
        if (!wanted || by === undefined || latest.current.offset() !== offset) return
        latest.current.scrollTo(was + lines(by) * rowHeight)
      },
      // There are newer rows already.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [rows, perLine])
}

/** The same of rows that are not at hand: the main process is asked for one after the other. */
async function findShift(before: Rows, now: Rows, { first, last }: Sight) {
  for (let index = first; index < last; index++) {
    const id = before.idAt(index)
    const at = id === undefined ? undefined : await now.find(id)
    if (at !== undefined) return at - index
  }
  return undefined
}
