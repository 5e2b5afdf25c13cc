import { createContext, use } from 'react'
import type { Failure } from '#shared/errors.ts'
import { DEFAULT_SORT } from '#shared/listing.ts'
import type { HitSort, SearchScope, SearchState } from '#shared/search.ts'
import { type Draft, EMPTY_DRAFT } from './draft.ts'

/** A search in the window: typed, under way, or at its end. It belongs to one visit of a place. */
export interface OpenSearch {
  readonly shown: boolean
  readonly scope: SearchScope
  readonly draft: Draft
  readonly sort: HitSort
  /** What was started last, and how far it has come. */
  readonly state?: SearchState | undefined
  /** Why it could not be started. */
  readonly failure?: Failure | undefined
}

export function newSearch(scope: SearchScope): OpenSearch {
  return { shown: true, scope, draft: EMPTY_DRAFT, sort: { ...DEFAULT_SORT, foldersFirst: false } }
}

/** The searches of the window by visit. */
export interface Searches {
  of(visit: string): OpenSearch | undefined
  /** `change` gets the search as it is now. */
  change(visit: string, change: (search: OpenSearch | undefined) => OpenSearch | undefined): void
  /** Begins to search for what is typed, and lets go of what was found before. */
  start(visit: string): void
}

export const SearchesContext = createContext<Searches | undefined>(undefined)

export function useSearches(): Searches {
  const searches = use(SearchesContext)
  if (!searches) throw new Error('Searches need a SearchesProvider above them.')
  return searches
}
