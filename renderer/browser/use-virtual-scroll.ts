import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import {
  clampOffset,
  elementHeight,
  isScaled,
  offsetAt,
  offsetToReveal,
  rowsInSight,
  rowTop,
  scrollTopAt,
  type Track,
} from '../model/scroll.ts'

const OVERSCAN = 8
const LINE = 28

/** Which rows to draw and where, and how to bring one into sight. */
export interface VirtualScroll {
  readonly height: number
  readonly from: number
  readonly to: number
  readonly pageRows: number
  top(row: number): number
  reveal(row: number): void
  onScroll(): void
}

/**
 * Draws only the rows in sight of a scrolled element. See [Note: Scaled scroll] in
 * `model/scroll.ts`; a header of `headerHeight` sticks to its top. On a scaled track the wheel moves by rows, the scroll bar by proportion.
 */
export function useVirtualScroll(
  scroller: RefObject<HTMLElement | null>,
  total: number,
  rowHeight: number,
  headerHeight: number,
): VirtualScroll {
  const viewport = Math.max(rowHeight, useHeight(scroller) - headerHeight)
  const [offset, setOffset] = useState(0)
  const track: Track = { total, rowHeight, viewport }
  const latest = useRef({ track, offset })
  latest.current = { track, offset: clampOffset(track, offset) }

  const moveTo = useCallback(
    (next: number) => {
      const { track: now } = latest.current
      latest.current.offset = next
      setOffset(next)
      if (scroller.current) scroller.current.scrollTop = scrollTopAt(now, next)
    },
    [scroller],
  )

  const onScroll = useCallback(() => {
    const { track: now, offset: known } = latest.current
    const scrollTop = scroller.current?.scrollTop ?? 0
    // Browsers round scrollTop: what is within a pixel was set by us, and the offset is exacter.
    if (isScaled(now) && Math.abs(scrollTop - scrollTopAt(now, known)) <= 1) return
    latest.current.offset = offsetAt(now, scrollTop)
    setOffset(latest.current.offset)
  }, [scroller])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      const { track: now, offset: known } = latest.current
      if (!isScaled(now) || event.ctrlKey) return
      event.preventDefault()
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1
      moveTo(clampOffset(now, known + event.deltaY * unit))
    }
    // React's own wheel listeners are passive.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [scroller, moveTo])

  const reveal = useCallback(
    (row: number) => {
      const { track: now, offset: known } = latest.current
      const next = offsetToReveal(now, known, row)
      if (next !== known) moveTo(next)
    },
    [moveTo],
  )

  const shown = latest.current.offset
  return {
    height: elementHeight(track),
    ...rowsInSight(track, shown, OVERSCAN),
    pageRows: Math.max(1, Math.floor(viewport / rowHeight) - 1),
    top: row => rowTop(track, shown, row),
    reveal,
    onScroll,
  }
}

function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(600)
  useLayoutEffect(() => {
    if (!element.current) return
    setHeight(element.current.clientHeight)
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setHeight(entry.contentRect.height)
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return height
}
