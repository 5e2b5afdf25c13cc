import { type RefObject, useEffect } from 'react'
import type { GridHandle } from '../browser/grid-handle.ts'
import { somethingIsOpen } from './use-keys.ts'

/** When nothing has the focus, the listing has it, so that its keys always work. */
export function useRestingFocus(grid: RefObject<GridHandle | null>): void {
  useEffect(() => {
    const onFocusOut = () => {
      setTimeout(() => {
        if (document.activeElement === document.body && !somethingIsOpen()) grid.current?.focus()
      })
    }
    document.addEventListener('focusout', onFocusOut)
    return () => document.removeEventListener('focusout', onFocusOut)
  }, [grid])
}
