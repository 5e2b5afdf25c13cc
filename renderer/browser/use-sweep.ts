import { type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Area } from '../model/cells.ts'
import type { RowRange, SelectionAction } from '../model/selection.ts'
import type { VirtualScroll } from './use-virtual-scroll.ts'

/** Starts a rectangle where the mouse is; `kept` stays selected whatever the rectangle touches. */
export type StartSweep = (event: MouseEvent, kept: readonly RowRange[]) => void

/** Less than this is a click with an unsteady hand. */
const SLACK = 4
/** Pixels per frame when the pointer is at the edge, and at most. */
const SLOWEST = 2
const FASTEST = 48

interface SweepOptions {
  readonly scroller: RefObject<HTMLElement | null>
  readonly scroll: VirtualScroll
  /** What stays at the top of the scrolled element, above the rows. */
  readonly headerHeight: number
  /** The rows that a rectangle touches, and the one the keyboard is on afterwards. */
  readonly touched: (area: Area) => readonly RowRange[]
  readonly onSelect: (action: SelectionAction) => void
}

interface Sweep {
  readonly kept: readonly RowRange[]
  /** In the coordinates of all rows. */
  readonly from: { readonly x: number; readonly y: number }
  /** Where the pointer is in the window. */
  pointer: { x: number; y: number }
  moving: boolean
}

/**
 * Selects with a rectangle. At the upper and lower edge the rows scroll along, faster the further
 * out the pointer is.
 */
export function useSweep(options: SweepOptions): { box: Area | undefined; start: StartSweep } {
  const [box, setBox] = useState<Area>()
  const latest = useRef(options)
  latest.current = options
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => stop.current?.(), [])

  const place = ({ x, y }: { x: number; y: number }) => {
    const { scroller, scroll, headerHeight } = latest.current
    const at = scroller.current?.getBoundingClientRect()
    return { x: x - (at?.left ?? 0), y: y - (at?.top ?? 0) - headerHeight + scroll.offset() }
  }

  /** What of it can be seen: drawn further, it would make room to scroll to. */
  const inSight = ({ left, top, right, bottom }: Area): Area => {
    const { scroller, scroll, headerHeight } = latest.current
    const { clientWidth = 0, clientHeight = 0 } = scroller.current ?? {}
    const offset = scroll.offset()
    return {
      left: Math.max(0, left),
      right: Math.min(clientWidth, right),
      top: Math.max(offset, top),
      bottom: Math.min(offset + clientHeight - headerHeight, bottom),
    }
  }

  const select = (sweep: Sweep) => {
    const to = place(sweep.pointer)
    const { from } = sweep
    const area = {
      left: Math.min(from.x, to.x),
      right: Math.max(from.x, to.x),
      top: Math.min(from.y, to.y),
      bottom: Math.max(from.y, to.y),
    }
    setBox(inSight(area))
    const touched = latest.current.touched(area)
    const edge = to.y < from.y ? touched[0]?.from : (touched.at(-1)?.to ?? 0) - 1
    const action = { type: 'sweep', touched, before: sweep.kept, focus: edge ?? -1 } as const
    latest.current.onSelect(action)
  }

  const start: StartSweep = (event, kept) => {
    stop.current?.()
    const pointer = { x: event.clientX, y: event.clientY }
    const sweep: Sweep = { kept, from: place(pointer), pointer, moving: false }
    const first = pointer
    const onMove = ({ clientX: x, clientY: y }: globalThis.MouseEvent) => {
      sweep.pointer = { x, y }
      if (!sweep.moving && Math.hypot(x - first.x, y - first.y) < SLACK) return
      if (!sweep.moving) frame = requestAnimationFrame(onFrame)
      sweep.moving = true
      select(sweep)
    }
    const onFrame = () => {
      frame = requestAnimationFrame(onFrame)
      const { scroller, scroll, headerHeight } = latest.current
      const at = scroller.current?.getBoundingClientRect()
      const speed = at ? edgeSpeed(sweep.pointer.y, at.top + headerHeight, at.bottom) : 0
      if (speed === 0) return
      scroll.scrollBy(speed)
      select(sweep)
    }
    let frame = 0
    const end = () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('mousemove', onMove)
      window.removeEventListener('mouseup', end)
      window.removeEventListener('blur', end)
      setBox(undefined)
      stop.current = undefined
    }
    window.addEventListener('mousemove', onMove)
    window.addEventListener('mouseup', end)
    window.addEventListener('blur', end)
    stop.current = end
  }

  return { box, start }
}

function edgeSpeed(y: number, top: number, bottom: number): number {
  const beyond = y < top ? y - top : y > bottom ? y - bottom : 0
  if (beyond === 0) return 0
  return Math.sign(beyond) * Math.min(FASTEST, SLOWEST + Math.abs(beyond) / 4)
}
