import { type RefObject, useEffect } from 'react'

/**
 * A listing takes the focus when whatever had it went away with the place before; one in the pane
 * that is not in use leaves it to the other.
 */
export function useTakeFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (root.current?.closest('[data-look="quiet"]')) return
    if (document.activeElement === document.body) root.current?.focus()
  }, [root])
}
