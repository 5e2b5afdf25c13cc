import { useSyncExternalStore } from 'react'
import type { Row, Rows } from './rows.ts'

/** Draws the component that calls it anew when more of some rows are at hand. */
export function useArrivals({ arrivals }: Rows): void {
  useSyncExternalStore(arrivals.follow, arrivals.count)
}

/** A row, as soon as it is at hand; none below 0. */
export function useRowAt(rows: Rows, index: number): Row | undefined {
  useSyncExternalStore(rows.arrivals.follow, () => rows.idAt(index))
  return index < 0 ? undefined : rows.at(index)
}
