import { useEffect, useState } from 'react'

/** Gives the focus back to what had it before, when a dialog goes away without doing so itself. */
export function useReturnFocus(open: boolean): void {
  const [before, setBefore] = useState<Element | null>(null)
  const [wasOpen, setWasOpen] = useState(false)
  if (open !== wasOpen) {
    setWasOpen(open)
    if (open) setBefore(document.activeElement)
  }
  useEffect(() => {
    if (!open || !(before instanceof HTMLElement)) return
    return () => {
      // The dialog may still do it itself, or something else may want the focus.
      setTimeout(() => {
        if (document.activeElement === document.body) before.focus({ preventScroll: true })
      })
    }
  }, [open, before])
}
