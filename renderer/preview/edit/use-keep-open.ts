import { useEffect } from 'react'

/** Lets the browser or the desktop shell ask before a page with unsaved text goes away. */
export function useKeepOpen(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
}
