import { useRef, useSyncExternalStore } from 'react'
import { rowsToDraw, rowTop } from '../model/scroll.ts'
import type { VirtualScroll } from './use-virtual-scroll.ts'

const STRETCH = 4096

/** Which rows to draw now, and where. */
export interface DrawnRows {
  readonly from: number
  readonly to: number
  top(row: number): number
  /** The row that the drawn ones are placed from: seldom another one, so that they stay as drawn. */
  readonly base: number
  /** Of the element a row is drawn in: after a jump it is drawn in what showed another one. */
  keyOf(row: number): number
}

/** Draws the component that calls it anew with every move of the rows: it should be a small one. */
export function useDrawnRows({ track, follow, offset: now }: VirtualScroll): DrawnRows {
  const offset = useSyncExternalStore(follow, now)
  const drawn = rowsToDraw(track, offset)
  const reuse = useRef({ ...drawn, shift: 0 })
  const { from, to, shift } = reuse.current
  const jumped = drawn.from >= to || drawn.to <= from
  reuse.current = { ...drawn, shift: jumped ? shift + drawn.from - from : shift }
  return {
    ...drawn,
    base: Math.floor(drawn.from / STRETCH) * STRETCH,
    keyOf: row => row - reuse.current.shift,
    top: row => rowTop(track, offset, row),
  }
}

/** Whether a row is drawn, for who needs to know no more of scrolling than that. */
export function useIsDrawn({ track, follow, offset }: VirtualScroll, row: number): boolean {
  return useSyncExternalStore(follow, () => {
    const { from, to } = rowsToDraw(track, offset())
    return row >= from && row < to
  })
}
