import { type RefObject, useState } from 'react'
import { useVirtualScroll, type VirtualScroll } from '../browser/use-virtual-scroll.ts'

/** The rows in sight of a table or tree that begins at its top whenever it is opened. */
export function useRowsInSight(
  scroller: RefObject<HTMLElement | null>,
  total: number,
  rowHeight: number,
  headerHeight = 0,
): VirtualScroll {
  const [mark] = useState(() => ({ topRow: 0, first: 0, last: 0 }))
  return useVirtualScroll(scroller, { total, rowHeight, headerHeight, perLine: 1, mark })
}
