import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { SearchState } from '#shared/search.ts'
import { failureOf } from '../failure/failure-of.ts'
import { followSearches, startSearch, tellSearch } from '../queries/searches.ts'
import { queryOf } from './draft.ts'
import { type OpenSearch, type Searches, SearchesContext } from './searches.ts'

/** Visits whose searches are kept; the main process keeps fewer results yet. */
const MOST_KEPT = 32

/** Holds the searches of the window, and keeps them true. */
export function SearchesProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<ReadonlyMap<string, OpenSearch>>(new Map())
  const latest = useRef(open)
  latest.current = open
  const announced = useRef(new Map<string, SearchState>())

  const actions = useMemo(() => {
    const change: Searches['change'] = (visit, changed) =>
      setOpen(before => {
        const next = changed(before.get(visit))
        const kept = [...before].filter(([key]) => key !== visit)
        return new Map(next ? [...kept, [visit, next] as const].slice(-MOST_KEPT) : kept)
      })
    const start = (visit: string) => {
      const search = latest.current.get(visit)
      if (!search) return
      if (search.state) tellSearch('close', search.state.id)
      const set = (part: Partial<OpenSearch>) =>
        change(visit, now => now && { ...now, state: undefined, failure: undefined, ...part })
      set({})
      startSearch(search.scope, queryOf(search.draft, Date.now())).then(
        state => set({ state: announced.current.get(state.id) ?? state }),
        (error: unknown) => set({ failure: failureOf(error) }),
      )
    }
    return { change, start }
  }, [])

  useEffect(
    () =>
      followSearches(state => {
        announced.current.clear()
        announced.current.set(state.id, state)
        setOpen(before => {
          const found = [...before].find(([, search]) => search.state?.id === state.id)
          return found ? new Map(before).set(found[0], { ...found[1], state }) : before
        })
      }),
    [],
  )

  const value = useMemo<Searches>(
    () => ({ ...actions, of: visit => open.get(visit) }),
    [actions, open],
  )
  return <SearchesContext value={value}>{children}</SearchesContext>
}
