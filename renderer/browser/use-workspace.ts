import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { FollowedSelection } from '../model/followed-selection.ts'
import { changeWorkspace, type Workspace, type WorkspaceAction } from '../model/workspace.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { newMark, type ViewMark } from './view-mark.ts'

/** What is kept of each visit beside its place. The key names the visit in the whole window. */
export interface VisitMemory {
  readonly selections: ReadonlyMap<string, FollowedSelection>
  /** `change` gets what is kept now. */
  setSelection(key: string, change: SelectionChange): void
  mark(key: string): ViewMark
}

type SelectionChange = (now: FollowedSelection | undefined) => FollowedSelection | undefined

/** The tabs and panes of the window, and what is remembered of everything they showed. */
export interface OpenWorkspace {
  readonly workspace: Workspace
  dispatch(action: WorkspaceAction): void
  readonly memory: VisitMemory
}

/** Visits of which something is kept; the oldest are forgotten. */
const MOST_VISITS = 2000

/** Keeps the tabs and panes of one window. */
export function useWorkspace(first: Workspace, profiles: readonly ListedProfile[]): OpenWorkspace {
  const [workspace, dispatch] = useReducer(changeWorkspace, first)
  const memory = useMemory()
  const known = useRef(profiles)
  useEffect(() => {
    // A profile that was just made may be gone to before it is listed.
    const gone = known.current.filter(({ id }) => !profiles.some(other => other.id === id))
    for (const { id } of gone) dispatch({ type: 'forget', profileId: id })
    known.current = profiles
  }, [profiles])
  return { workspace, dispatch, memory }
}

function useMemory(): VisitMemory {
  const [selections, setSelections] = useState<ReadonlyMap<string, FollowedSelection>>(new Map())
  const marks = useRef(new Map<string, ViewMark>())
  const setSelection = useCallback(
    (key: string, change: SelectionChange) =>
      setSelections(before => {
        const next = change(before.get(key))
        if (next === undefined || next === before.get(key)) return before
        return new Map([...before, [key, next] as const].slice(-MOST_VISITS))
      }),
    [],
  )
  const mark = useCallback((key: string) => {
    const kept = marks.current.get(key) ?? newMark()
    marks.current.set(key, kept)
    const [oldest] = marks.current.keys()
    if (marks.current.size > MOST_VISITS && oldest !== undefined) marks.current.delete(oldest)
    return kept
  }, [])
  return useMemo(() => ({ selections, setSelection, mark }), [selections, setSelection, mark])
}
