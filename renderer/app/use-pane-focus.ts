import { useEffect } from 'react'
import type { Browser } from '../browser/use-browser.ts'

/** The focus follows the attention: into the listing of another pane, unless it is in that pane. */
export function usePaneFocus({ pane, grid }: Browser): void {
  useEffect(() => {
    const focused = document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane')
    if (focused !== pane) grid.current?.focus()
  }, [pane, grid])
}
