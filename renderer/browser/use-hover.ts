import { type DragEvent, useEffect, useState } from 'react'

/**
 * What is held over an element, until it leaves, is dropped, or is no longer dragged. The last of
 * these is not always said: but nothing else than a drag keeps pointer events from the window.
 */
export function useHover<Held>() {
  const [held, setHeld] = useState<Held>()
  const something = held !== undefined
  useEffect(() => {
    if (!something) return
    const clear = () => setHeld(undefined)
    for (const type of OVER) window.addEventListener(type, clear, true)
    return () => {
      for (const type of OVER) window.removeEventListener(type, clear, true)
    }
  }, [something])
  const onDragLeave = (event: DragEvent) => {
    const into = event.relatedTarget
    if (into instanceof Node && event.currentTarget.contains(into)) return
    setHeld(undefined)
  }
  return { held, setHeld, onDragLeave }
}

const OVER = ['drop', 'dragend', 'pointermove', 'pointerdown'] as const
