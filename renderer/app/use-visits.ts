import { useEffect } from 'react'
import type { Browser } from '../browser/use-browser.ts'
import { noteVisit } from '../queries/places.ts'

/** Notes every folder that could be shown, for the recent places. */
export function useVisits({ place, loading, failure }: Browser): void {
  const location = place.type === 'folder' ? place.location : undefined
  const shown = location && !loading && failure === undefined ? JSON.stringify(location) : undefined
  useEffect(() => {
    if (shown !== undefined) noteVisit(JSON.parse(shown))
  }, [shown])
}
