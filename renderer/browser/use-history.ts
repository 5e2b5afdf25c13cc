import { useMemo } from 'react'
import type { Sort } from '#shared/listing.ts'
import { currentVisit, type NavigationAction, type Place, type Visit } from '../model/navigation.ts'
import type { Pane, WorkspaceAction } from '../model/workspace.ts'

/** Where a pane is, has been, and the ways to go elsewhere. */
export interface History {
  readonly visit: Visit
  readonly canGoBack: boolean
  readonly canGoForward: boolean
  /** `entry` is what to select on arrival. */
  go(place: Place, entry?: string): void
  back(): void
  forward(): void
  up(): void
  /** The entry to select has been selected, or something else has. */
  arrive(): void
  setOrder(order: Sort): void
  setFilter(filter: string): void
}

/** The history of a pane, and the steps in it. */
export function useHistory(
  { id, navigation }: Pane,
  dispatch: (action: WorkspaceAction) => void,
): History {
  return useMemo(() => {
    const step = (next: NavigationAction) => dispatch({ type: 'navigate', pane: id, step: next })
    return {
      visit: currentVisit(navigation),
      canGoBack: navigation.at > 0,
      canGoForward: navigation.at < navigation.visits.length - 1,
      go: (place, entry) => step({ type: 'go', place, entry }),
      back: () => step({ type: 'back' }),
      forward: () => step({ type: 'forward' }),
      up: () => step({ type: 'up' }),
      arrive: () => step({ type: 'arrive' }),
      setOrder: order => step({ type: 'order', order }),
      setFilter: filter => step({ type: 'filter', filter }),
    }
  }, [id, navigation, dispatch])
}
