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
import type { ViewMark } from './view-mark.ts'

const OVERSCAN = 8
const LINE = 28
const STRETCH = 4096

/** Which rows to draw and where, and how to bring one into sight. */
export interface VirtualScroll {
  readonly height: number
  readonly from: number
  readonly to: number
  readonly pageRows: number
  top(row: number): number
  /** The row that the drawn ones are placed from: seldom another one, so that they stay as drawn. */
  readonly base: number
  /** Of the element a row is drawn in: after a jump it is drawn in what showed another one. */
  keyOf(row: number): number
  reveal(row: number): void
  /** Pixels of all rows that are above the window on them, now. */
  offset(): number
  /** Moves the rows by so many pixels, as far as they go. */
  scrollBy(pixels: number): void
  onScroll(): void
}

interface ScrollOptions {
  /** Rows, or lines of cells. */
  readonly total: number
  readonly rowHeight: number
  readonly headerHeight: number
  /** How many rows of the listing stand on one line. */
  readonly perLine: number
  readonly mark: ViewMark
}

/**
 * Draws only the rows in sight of a scrolled element. See [Note: Scaled scroll] in
 * `model/scroll.ts`; a header of `headerHeight` sticks to its top. On a scaled track the wheel moves
 * by rows, the scroll bar by proportion. `mark` is where one was, and is kept true.
 */
export function useVirtualScroll(
  scroller: RefObject<HTMLElement | null>,
  { total, rowHeight, headerHeight, perLine, mark }: ScrollOptions,
): VirtualScroll {
  const viewport = Math.max(rowHeight, useHeight(scroller) - headerHeight)
  const [offset, setOffset] = useState((mark.topRow / perLine) * rowHeight)
  const track: Track = { total, rowHeight, viewport }
  const latest = useRef({ track, offset })
  latest.current = { track, offset: clampOffset(track, offset) }

  const empty = total === 0
  useLayoutEffect(() => {
    // Only when there are rows can one be scrolled to where one was.
    const { track: now, offset: kept } = latest.current
    if (!empty && kept > 0 && scroller.current) scroller.current.scrollTop = scrollTopAt(now, kept)
  }, [scroller, empty])
  useEffect(() => {
    if (!empty) mark.topRow = (offset / rowHeight) * perLine
  }, [mark, empty, offset, rowHeight, perLine])

  const moveTo = useCallback(
    (next: number) => {
      const { track: now } = latest.current
      latest.current.offset = next
      setOffset(next)
      if (scroller.current) scroller.current.scrollTop = scrollTopAt(now, next)
    },
    [scroller],
  )

  const laidOut = useRef({ rowHeight, perLine })
  useLayoutEffect(() => {
    // Laid out anew (another width or density), what was at the top stays there.
    const before = laidOut.current
    laidOut.current = { rowHeight, perLine }
    if (before.rowHeight === rowHeight && before.perLine === perLine) return
    const topRow = Math.floor(offset / before.rowHeight) * before.perLine
    moveTo(clampOffset(latest.current.track, Math.floor(topRow / perLine) * rowHeight))
  }, [rowHeight, perLine, offset, moveTo])

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

  const scrollBy = useCallback(
    (pixels: number) => {
      const { track: now, offset: known } = latest.current
      moveTo(clampOffset(now, known + pixels))
    },
    [moveTo],
  )

  const shown = latest.current.offset
  const drawn = rowsInSight(track, shown, OVERSCAN)
  const reuse = useRef({ ...drawn, shift: 0 })
  const { from, to, shift } = reuse.current
  const jumped = drawn.from >= to || drawn.to <= from
  reuse.current = { ...drawn, shift: jumped ? shift + drawn.from - from : shift }
  return {
    height: elementHeight(track),
    ...drawn,
    base: Math.floor(drawn.from / STRETCH) * STRETCH,
    keyOf: row => row - reuse.current.shift,
    pageRows: Math.max(1, Math.floor(viewport / rowHeight) - 1),
    top: row => rowTop(track, shown, row),
    reveal,
    offset: () => latest.current.offset,
    scrollBy,
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
