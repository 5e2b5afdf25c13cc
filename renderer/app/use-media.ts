import { useSyncExternalStore } from 'react'

/** Below this the preview gives its room to the listing, and the side bar is only icons. */
export const NARROW = '(max-width: 899px)'

/** Below this there is no room for a preview beside two panes. */
export const NARROW_FOR_TWO = '(max-width: 1099px)'

/** Whether a media query holds, as the window changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    listener => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
}
