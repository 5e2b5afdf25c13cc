import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Columns } from './use-columns.ts'

/** Less than this is a click with an unsteady hand. */
const SLACK = 6

interface ColumnDrag {
  /** The column that is being moved. */
  readonly moving: string | undefined
  /** The column it would stand before, or the end. */
  readonly before: string | undefined
  start(event: PointerEvent, id: string): void
}

/** Lets a column be dragged by its header to another place; the name stays where it is. */
export function useColumnDrag(columns: Columns): ColumnDrag {
  const [over, setOver] = useState<{ moving: string; before: string }>()
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => stop.current?.(), [])

  return {
    moving: over?.moving,
    before: over?.before,
    start: (event, id) => {
      if (event.button !== 0 || id === 'name') return
      const header = event.currentTarget.parentElement
      const from = event.clientX
      let before: string | undefined
      const onMove = ({ clientX }: globalThis.PointerEvent) => {
        if (before === undefined && Math.abs(clientX - from) < SLACK) return
        before = columnAt(header, clientX)
        setOver({ moving: id, before })
      }
      const end = () => {
        window.removeEventListener('pointermove', onMove)
        window.removeEventListener('pointerup', onUp)
        window.removeEventListener('pointercancel', end)
        stop.current = undefined
        setOver(undefined)
      }
      const onUp = () => {
        end()
        if (before === undefined) return
        // The click that follows is no wish to sort.
        window.addEventListener('click', swallow, { capture: true, once: true })
        setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
        columns.move(id, before === 'end' ? undefined : before)
      }
      window.addEventListener('pointermove', onMove)
      window.addEventListener('pointerup', onUp)
      window.addEventListener('pointercancel', end)
      stop.current = end
    },
  }
}

/** The column whose left half is under the pointer, or right of whose right half it is. */
function columnAt(header: Element | null, x: number): string {
  for (const element of header?.querySelectorAll('[data-column]') ?? []) {
    const { left, width } = element.getBoundingClientRect()
    const id = element.getAttribute('data-column') ?? ''
    if (id !== 'name' && x < left + width / 2) return id
  }
  return 'end'
}

function swallow(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}
