import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { FileEntry } from '#shared/listing.ts'
import type { HitSort, HitSortColumn, SearchHit, SearchState } from '#shared/search.ts'
import { NO_ARRIVALS } from '../browser/arrivals.ts'
import type { Row, Rows } from '../browser/rows.ts'
import { useSelection } from '../browser/use-selection.ts'
import type { VisitMemory } from '../browser/use-workspace.ts'
import type { ViewMark } from '../browser/view-mark.ts'
import { nextSort } from '../model/next-sort.ts'
import type { RowSelection, SelectionAction } from '../model/selection.ts'
import {
  findHit,
  type HitsWindow,
  hitStartingWith,
  hitsQuery,
  tellSearch,
} from '../queries/searches.ts'
import { settingsQuery } from '../queries/settings.ts'
import { type OpenSearch, useSearches } from './searches.ts'

/** A row of the results: a file, and the bucket it is in. */
export type HitRow = FileEntry & { readonly bucket: string }

/** A search that is shown instead of the listing, and what can be done with it. */
export interface SearchView {
  readonly search: OpenSearch
  /** The results as far as they are at hand. */
  readonly rows: Rows
  /** What the rows were asked for: to name the same hits to the main process. */
  readonly window: HitsWindow | undefined
  readonly selection: RowSelection
  readonly mark: ViewMark
  readonly error: Error | null
  select(action: SelectionAction): void
  change(part: Partial<Pick<OpenSearch, 'draft' | 'scope' | 'shown'>>): void
  start(): void
  stop(): void
  goOn(): void
  sortBy(column: HitSortColumn): void
  look(first: number, last: number): void
}

/** Follows the search of a visit; `undefined` when none is shown. */
export function useSearchView(visitKey: string, memory: VisitMemory): SearchView | undefined {
  const { of, change, start } = useSearches()
  const search = of(visitKey)
  const [sight, setSight] = useState({ first: 0, last: 60 })
  const look = useCallback(
    (first: number, last: number) =>
      setSight(now => (now.first === first && now.last === last ? now : { first, last })),
    [],
  )
  const state = search?.state
  const names = useQuery(settingsQuery()).data?.nameOrder ?? 'natural'
  const chosen = search?.sort
  const sort = useMemo(() => chosen && { ...chosen, names }, [chosen, names])
  const { data, error } = useQuery(
    hitsQuery(sort && state?.id, sort ?? NAME, sight, state?.version ?? 0),
  )
  const rows = useHitRows(state, data)
  const key = `search ${visitKey} ${state?.id ?? ''}`
  const [selection, select] = useSelection({ visitKey: key, placeKey: key, rows }, memory)
  if (!search?.shown) return undefined
  const id = state?.id
  return {
    search,
    rows,
    window: data,
    selection,
    mark: memory.mark(key),
    error,
    select,
    change: part => change(visitKey, now => now && { ...now, ...part }),
    start: () => start(visitKey),
    stop: () => id && tellSearch('stop', id),
    goOn: () => id && tellSearch('goOn', id),
    sortBy: column => change(visitKey, now => now && { ...now, sort: nextSort(now.sort, column) }),
    look,
  }
}

const NAME: HitSort = { column: 'name', direction: 'ascending', foldersFirst: false }

function useHitRows(state: SearchState | undefined, data: HitsWindow | undefined): Rows {
  const client = useQueryClient()
  const id = state?.id
  return useMemo(() => {
    if (!data || id === undefined) return NOTHING
    const { sort, version, total } = data
    const near = client
      .getQueriesData<HitsWindow>({ queryKey: ['hits', id, sort] })
      .flatMap(([, other]) => (other && other.version === version ? [other] : []))
    const order = `${id} ${sort.column} ${sort.direction}`
    const at = (index: number): Row | undefined => {
      for (const other of [data, ...near]) {
        const hit = other.rows[index - other.from]
        if (hit) return rowOf(hit)
      }
      return undefined
    }
    return {
      total,
      order,
      stamp: `${version} ${order}`,
      at,
      arrivals: NO_ARRIVALS,
      idAt: index => {
        const row = at(index)
        return row && hitId(row as HitRow)
      },
      find: async entry => {
        const cut = entry.indexOf('/')
        return findHit(id, sort, { bucket: entry.slice(0, cut), key: entry.slice(cut + 1) })
      },
      startingWith: (text, from) => hitStartingWith(id, data, text, from),
    }
  }, [client, data, id])
}

const NOTHING: Rows = {
  total: 0,
  order: '',
  stamp: '',
  at: () => undefined,
  arrivals: NO_ARRIVALS,
  idAt: () => undefined,
  find: async () => undefined,
  startingWith: async () => undefined,
}

/** Unlike a key, unique in all buckets. */
function hitId({ bucket, key }: HitRow): string {
  return `${bucket}/${key}`
}

function rowOf(hit: SearchHit): HitRow {
  return {
    type: 'file',
    name: hit.key.slice(hit.key.lastIndexOf('/', hit.key.length - 2) + 1),
    ...hit,
  }
}
