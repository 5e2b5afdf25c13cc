import { type PointerEvent, useRef } from 'react'
import { type Placed, WIDEST } from '../model/column-layout.ts'
import type { Column } from './columns.ts'

const STEP = 8

interface ColumnEdgeProps {
  readonly column: Placed<Column>
  readonly onDrag: (width: number) => void
  readonly onDone: (width: number) => void
  /** As wide as what is in it. */
  readonly onFit: () => void
}

/** The right edge of a column header: dragged or moved by arrow keys; a double click fits it. */
export function ColumnEdge({ column, onDrag, onDone, onFit }: ColumnEdgeProps) {
  const drag = useRef<{ x: number; width: number; now?: number }>(undefined)

  const end = (event: PointerEvent) => {
    event.stopPropagation()
    const { now } = drag.current ?? {}
    drag.current = undefined
    if (now !== undefined) onDone(now)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no line
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${column.label}`}
      aria-valuenow={Math.round(column.width)}
      aria-valuemin={column.least}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onPointerDown={event => {
        event.stopPropagation()
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, width: column.width }
      }}
      onPointerMove={event => {
        if (!drag.current) return
        drag.current.now = drag.current.width + event.clientX - drag.current.x
        onDrag(drag.current.now)
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={event => {
        event.stopPropagation()
        onFit()
      }}
      onKeyDown={event => {
        if (event.key === 'Enter') onFit()
        else if (event.key === 'ArrowLeft') onDone(column.width - STEP)
        else if (event.key === 'ArrowRight') onDone(column.width + STEP)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
      className="group/edge absolute inset-y-0 -right-1.5 z-10 flex w-3 cursor-col-resize justify-center"
    >
      <span className="my-1.5 w-px bg-hairline group-hover/edge:w-0.5 group-hover/edge:bg-accent" />
    </div>
  )
}
