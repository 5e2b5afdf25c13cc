import { keepPreviousData, type UseQueryOptions } from '@tanstack/react-query'
import { AppError } from '#shared/errors.ts'
import type { MethodOutput } from '#shared/ipc/contract.ts'
import {
  type FoundKeys,
  type HitSort,
  MOST_HITS,
  type SearchQuery,
  type SearchScope,
  type SearchState,
} from '#shared/search.ts'
import { call, subscribe } from '../api/client.ts'
import type { RowRange } from '../model/selection.ts'

/** Hits that are at hand, and where in the order they begin. */
export type HitsWindow = MethodOutput<'searches.rows'> & {
  readonly from: number
  readonly sort: HitSort
}

export function startSearch(scope: SearchScope, query: SearchQuery): Promise<SearchState> {
  return call('searches.start', { scope, query })
}

/** Stops, goes on or closes; one that is gone already needs none of it. */
export function tellSearch(what: 'stop' | 'goOn' | 'close', id: string): void {
  call(`searches.${what}`, { id }).catch(() => undefined)
}

export function followSearches(listener: (state: SearchState) => void): () => void {
  return subscribe('search.changed', listener)
}

/** The hits around those in sight; asked for again when there are more. */
export function hitsQuery(
  id: string | undefined,
  sort: HitSort,
  sight: { readonly first: number; readonly last: number },
  version: number,
): UseQueryOptions<HitsWindow> & { queryKey: readonly unknown[] } {
  const from = Math.max(0, Math.floor((sight.first - 50) / 50) * 50)
  const to = Math.min(from + MOST_HITS, Math.max(sight.last + 50, from + 100))
  return {
    queryKey: ['hits', id, sort, from, to],
    enabled: id !== undefined,
    queryFn: async ({ signal }) => {
      const rows = await call('searches.rows', { id: id ?? '', sort, from, to }, signal)
      return { ...rows, from, sort }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
    placeholderData: (previous, query) =>
      query?.queryKey[1] === id ? keepPreviousData(previous) : undefined,
    refetchInterval: ({ state }) => (state.data && state.data.version < version ? 100 : false),
    refetchIntervalInBackground: true,
  }
}

/** The row a hit stands on in an order. */
export async function findHit(
  id: string,
  sort: HitSort,
  hit: { bucket: string; key: string },
): Promise<number | undefined> {
  return (await call('searches.find', { id, sort, ...hit })).row
}

/**
 * The row of the next hit whose name begins with a text.
 *
 * @throws AppError `changed-meanwhile` when more was found since that version
 */
export async function hitStartingWith(
  id: string,
  { sort, version }: Pick<HitsWindow, 'sort' | 'version'>,
  text: string,
  from: number,
): Promise<number | undefined> {
  const found = await call('searches.typeAhead', { id, sort, text, from })
  if (found.version === version) return found.row
  throw new AppError({
    code: 'changed-meanwhile',
    message: 'More was found meanwhile.',
    remedy: 'Type it again.',
  })
}

/** @throws AppError `changed-meanwhile` when other hits may stand there now */
export function selectHits(
  id: string,
  sort: HitSort,
  version: number,
  ranges: readonly RowRange[],
): Promise<FoundKeys[]> {
  return call('searches.select', { id, sort, version, ranges: ranges.map(range => ({ ...range })) })
}
