import { useEffect, useState } from 'react'

/** What floats over the window for a moment. */
const FLOATING = '[role="menu"], [role="dialog"], [role="alertdialog"]'

/** What had the focus last that stays when menus and dialogs go. */
let lastResting: HTMLElement | undefined

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !target.closest(FLOATING)) lastResting = target
})

/**
 * Gives the focus back to what had it before a dialog: the dialog below it, else what had it last
 * outside of menus, since the menu that led to a dialog is gone by the time it closes.
 */
export function useReturnFocus(open: boolean): void {
  const [before, setBefore] = useState<readonly (Element | null | undefined)[]>([])
  const [wasOpen, setWasOpen] = useState(false)
  if (open !== wasOpen) {
    setWasOpen(open)
    if (open) setBefore([belowDialog(document.activeElement), lastResting])
  }
  useEffect(() => {
    if (!open) return
    return () => {
      // Something else may want the focus: the next dialog, or the place that was gone to.
      setTimeout(() => {
        const { activeElement } = document
        if (activeElement !== document.body && !activeElement?.closest('[data-closed]')) return
        const target = before.find(element => element?.isConnected)
        if (target instanceof HTMLElement) target.focus({ preventScroll: true })
      })
    }
  }, [open, before])
}

function belowDialog(element: Element | null): Element | null {
  return element?.closest('[role="menu"]') ? null : element
}
