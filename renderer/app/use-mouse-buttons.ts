import { useEffect, useRef } from 'react'
import type { ActionId } from '../model/actions.ts'

const BUTTONS: Record<number, ActionId> = { 3: 'back', 4: 'forward' }

/** The side buttons of a mouse go back and forward here, instead of leaving the page. */
export function useMouseButtons(run: (id: ActionId) => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const onMouseUp = (event: MouseEvent) => {
      const id = BUTTONS[event.button]
      if (!id) return
      event.preventDefault()
      latest.current(id)
    }
    window.addEventListener('mouseup', onMouseUp)
    return () => window.removeEventListener('mouseup', onMouseUp)
  }, [])
}
