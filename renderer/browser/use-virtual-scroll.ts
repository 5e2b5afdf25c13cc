import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import {
  clampOffset,
  elementHeight,
  isScaled,
  offsetAt,
  offsetToReveal,
  scrollTopAt,
  type Track,
} from '../model/scroll.ts'
import type { ViewMark } from './view-mark.ts'

const LINE = 28

/**
 * Where one looks in a long column, and how to look elsewhere. Scrolling draws nothing anew but
 * what follows the offset: see `useDrawnRows`.
 */
export interface VirtualScroll {
  readonly track: Track
  /** Of the element that is scrolled. */
  readonly height: number
  readonly pageRows: number
  /** Pixels of all rows that are above the window on them, now. */
  offset(): number
  /** Calls back whenever the offset has changed. */
  follow(listener: () => void): () => void
  reveal(row: number): void
  /** The offset one was brought to, which may be out of reach since there are fewer rows. */
  placed(): number
  /** Moves the rows to an offset, and by so many pixels, as far as they go. */
  scrollTo(offset: number): void
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
 * Scrolls an element whose rows are drawn only in sight. See [Note: Scaled scroll] in
 * `model/scroll.ts`; a header of `headerHeight` sticks to its top. On a scaled track the wheel moves
 * by rows, the scroll bar by proportion. `mark` is where one was, and is kept true.
 */
export function useVirtualScroll(
  scroller: RefObject<HTMLElement | null>,
  { total, rowHeight, headerHeight, perLine, mark }: ScrollOptions,
): VirtualScroll {
  const viewport = Math.max(rowHeight, useHeight(scroller) - headerHeight)
  const track: Track = { total, rowHeight, viewport }
  const [listeners] = useState(() => new Set<() => void>())
  const [start] = useState((mark.topRow / perLine) * rowHeight)
  const latest = useRef({ track, mark, perLine, offset: start })
  latest.current = { track, mark, perLine, offset: latest.current.offset }

  const empty = total === 0
  useLayoutEffect(() => {
    // Only when there are rows can one be scrolled to where one was.
    const { track: now, offset } = latest.current
    if (!empty && offset > 0 && scroller.current)
      scroller.current.scrollTop = scrollTopAt(now, offset)
  }, [scroller, empty])

  const offset = useCallback(() => clampOffset(latest.current.track, latest.current.offset), [])

  const follow = useCallback(
    (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    [listeners],
  )

  const moved = useCallback(
    (next: number) => {
      const { current } = latest
      current.offset = next
      if (current.track.total > 0) {
        current.mark.topRow = (next / current.track.rowHeight) * current.perLine
      }
      for (const listener of listeners) listener()
    },
    [listeners],
  )

  const moveTo = useCallback(
    (next: number) => {
      if (scroller.current) scroller.current.scrollTop = scrollTopAt(latest.current.track, next)
      moved(next)
    },
    [scroller, moved],
  )

  const laidOut = useRef({ rowHeight, perLine })
  useLayoutEffect(() => {
    // Laid out anew (another width or density), what was at the top stays there.
    const before = laidOut.current
    laidOut.current = { rowHeight, perLine }
    if (before.rowHeight === rowHeight && before.perLine === perLine) return
    const topRow = Math.floor(latest.current.offset / before.rowHeight) * before.perLine
    moveTo(clampOffset(latest.current.track, Math.floor(topRow / perLine) * rowHeight))
  }, [rowHeight, perLine, moveTo])

  const onScroll = useCallback(() => {
    const { track: now } = latest.current
    const scrollTop = scroller.current?.scrollTop ?? 0
    // Browsers round scrollTop: what is within a pixel was set by us, and the offset is exacter.
    if (isScaled(now) && Math.abs(scrollTop - scrollTopAt(now, offset())) <= 1) return
    moved(offsetAt(now, scrollTop))
  }, [scroller, offset, moved])

  const placed = useCallback(() => latest.current.offset, [])
  const scrollTo = useCallback(
    (next: number) => moveTo(clampOffset(latest.current.track, next)),
    [moveTo],
  )
  const scrollBy = useCallback((pixels: number) => scrollTo(offset() + pixels), [offset, scrollTo])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      if (!isScaled(latest.current.track) || event.ctrlKey) return
      event.preventDefault()
      scrollBy(event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1))
    }
    // React's own wheel listeners are passive.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [scroller, scrollBy])

  const reveal = useCallback(
    (row: number) => {
      const known = offset()
      const next = offsetToReveal(latest.current.track, known, row)
      if (next !== known) moveTo(next)
    },
    [offset, moveTo],
  )

  return {
    track,
    height: elementHeight(track),
    pageRows: Math.max(1, Math.floor(viewport / rowHeight) - 1),
    offset,
    follow,
    reveal,
    placed,
    scrollTo,
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
