import { useMemo, useReducer } from 'react'
import {
  currentVisit,
  type Navigation,
  navigate,
  type Place,
  type Visit,
} from '../model/navigation.ts'

/** Where the window is, has been, and the ways to go elsewhere. */
export interface History {
  readonly visit: Visit
  readonly canGoBack: boolean
  readonly canGoForward: boolean
  /** `entry` is what to select on arrival. */
  go(place: Place, entry?: string): void
  back(): void
  forward(): void
  up(): void
  forget(profileId: string): void
}

/** Keeps the history; `focusedEntry` is noted whenever a place is left. */
export function useHistory(first: Place, focusedEntry: () => string | undefined): History {
  const [navigation, dispatch] = useReducer(
    navigate,
    first,
    (place): Navigation => ({ visits: [{ place }], at: 0 }),
  )
  return useMemo(() => {
    const leave = () => {
      const entry = focusedEntry()
      if (entry !== undefined) dispatch({ type: 'remember', entry })
    }
    return {
      visit: currentVisit(navigation),
      canGoBack: navigation.at > 0,
      canGoForward: navigation.at < navigation.visits.length - 1,
      go: (place, entry) => {
        leave()
        dispatch({ type: 'go', place, entry })
      },
      back: () => {
        leave()
        dispatch({ type: 'back' })
      },
      forward: () => {
        leave()
        dispatch({ type: 'forward' })
      },
      up: () => {
        leave()
        dispatch({ type: 'up' })
      },
      forget: profileId => dispatch({ type: 'forget', profileId }),
    }
  }, [navigation, focusedEntry])
}
