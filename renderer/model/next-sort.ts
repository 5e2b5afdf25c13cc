import type { HitSort } from '#shared/search.ts'

/**
 * The order after a click on a column: by it, or the other way around when it was by it already. Names
 * start at A; sizes and times at the largest and latest, which is what one looks for.
 */
export function nextSort<S extends HitSort>(before: S, column: S['column']): S {
  if (before.column === column) {
    const direction = before.direction === 'ascending' ? 'descending' : 'ascending'
    return { ...before, direction }
  }
  const fromTop = column === 'size' || column === 'modified'
  return { ...before, column, direction: fromTop ? 'descending' : 'ascending' }
}
