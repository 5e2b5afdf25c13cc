import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { classNames } from './class-names.ts'

const STEP = 16

interface ResizeEdgeProps {
  /** What it changes, such as "Width of the side bar". */
  readonly label: string
  /** On which side of what it resizes it is. */
  readonly side: 'left' | 'right'
  readonly width: number
  readonly min: number
  readonly max: number
  /** While it is dragged. */
  readonly onDrag: (width: number) => void
  /** When it is let go: the width to keep. */
  readonly onDone: (width: number) => void
}

/** The edge of a part of the window: dragged, or moved with the arrow keys. */
export function ResizeEdge({ label, side, width, min, max, onDrag, onDone }: ResizeEdgeProps) {
  const [from, setFrom] = useState<{ x: number; width: number }>()
  const clamp = (wanted: number) => Math.round(Math.min(max, Math.max(min, wanted)))
  // Dragged to the right, a part grows at its right edge and shrinks at its left one.
  const sign = side === 'right' ? 1 : -1
  const at = (event: PointerEvent) =>
    clamp((from?.width ?? width) + sign * (event.clientX - (from?.x ?? 0)))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') onDone(clamp(width - sign * STEP))
    else if (event.key === 'ArrowRight') onDone(clamp(width + sign * STEP))
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged or focused
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={min}
      aria-valuemax={max}
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
      onKeyDown={onKeyDown}
      className={classNames(
        'absolute inset-y-0 z-10 w-2 cursor-col-resize',
        side === 'right' ? '-right-1' : '-left-1',
      )}
    />
  )
}
