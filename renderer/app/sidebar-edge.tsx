import { type PointerEvent, useState } from 'react'
import { Settings } from '#shared/settings.ts'

const { minValue, maxValue } = Settings.shape.sidebarWidth.unwrap()
const MIN = minValue ?? 160
const MAX = maxValue ?? 360
const STEP = 16

interface SidebarEdgeProps {
  readonly width: number
  /** While it is dragged. */
  readonly onDrag: (width: number) => void
  /** When it is let go: the width to keep. */
  readonly onDone: (width: number) => void
}

/** The edge between side bar and listing: dragged, or moved with the arrow keys. */
export function SidebarEdge({ width, onDrag, onDone }: SidebarEdgeProps) {
  const [from, setFrom] = useState<{ x: number; width: number }>()
  const at = (event: PointerEvent) => clamp((from?.width ?? width) + event.clientX - (from?.x ?? 0))
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged or focused
    <div
      role="separator"
      aria-label="Width of the side bar"
      aria-orientation="vertical"
      aria-valuemin={MIN}
      aria-valuemax={MAX}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setFrom({ x: event.clientX, width })
      }}
      onPointerMove={event => from && onDrag(at(event))}
      onPointerUp={event => {
        if (from) onDone(at(event))
        setFrom(undefined)
      }}
      onKeyDown={event => {
        if (event.key === 'ArrowLeft') onDone(clamp(width - STEP))
        if (event.key === 'ArrowRight') onDone(clamp(width + STEP))
      }}
      className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize"
    />
  )
}

function clamp(width: number): number {
  return Math.round(Math.min(MAX, Math.max(MIN, width)))
}
