import { type RefObject, useState } from 'react'
import { type DrawnRows, useDrawnRows } from '../browser/use-drawn-rows.ts'
import { useVirtualScroll, type VirtualScroll } from '../browser/use-virtual-scroll.ts'

/** How rows are scrolled, and which of them are drawn. */
export type RowsInSight = VirtualScroll & DrawnRows

/** The rows in sight of a table or tree that begins at its top whenever it is opened. */
export function useRowsInSight(
  scroller: RefObject<HTMLElement | null>,
  total: number,
  rowHeight: number,
  headerHeight = 0,
): RowsInSight {
  const [mark] = useState(() => ({ topRow: 0, first: 0, last: 0 }))
  const scroll = useVirtualScroll(scroller, { total, rowHeight, headerHeight, perLine: 1, mark })
  return { ...scroll, ...useDrawnRows(scroll) }
}
