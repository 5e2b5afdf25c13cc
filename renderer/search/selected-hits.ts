import type { FoundKeys } from '#shared/search.ts'
import { selectedAtHand } from '../browser/selected.ts'
import { selectHits } from '../queries/searches.ts'
import type { HitRow, SearchView } from './use-search-view.ts'

/** The selected results when there are not too many and all of them are at hand; else none. */
export function hitRows({ selection, rows }: SearchView): HitRow[] {
  return (selectedAtHand(selection, rows) ?? []) as HitRow[]
}

/**
 * The selected results by bucket. Rows at hand are taken as they are shown; of many, the main process
 * knows the names.
 *
 * @throws AppError `changed-meanwhile` when other results may stand there now
 */
export async function selectedHits(view: SearchView): Promise<FoundKeys[]> {
  const atHand = selectedAtHand(view.selection, view.rows) as HitRow[] | undefined
  const { state } = view.search
  if (!atHand) {
    const { window } = view
    if (!window || !state) return []
    return selectHits(state.id, window.sort, window.version, view.selection.ranges)
  }
  const buckets = Map.groupBy(atHand, ({ bucket }) => bucket)
  return [...buckets].map(([bucket, rows]) => ({ bucket, keys: rows.map(({ key }) => key) }))
}
