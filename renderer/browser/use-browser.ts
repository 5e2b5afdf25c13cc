import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { PLAYGROUND_PROFILE_ID, type Profile } from '#shared/profile.ts'
import type { SearchScope } from '#shared/search.ts'
import type { Situation } from '../model/actions/action-shape.ts'
import { copyProblem, type ObjectClipboard } from '../model/clipboard.ts'
import { currentVisit, type Place, profileOf } from '../model/navigation.ts'
import { countSelected, type RowSelection, type SelectionAction } from '../model/selection.ts'
import { activeTab, type Pane } from '../model/workspace.ts'
import { bucketsQuery } from '../queries/buckets.ts'
import { refreshListing } from '../queries/listings.ts'
import { windowShell } from '../queries/local-items.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { newSearch, useSearches } from '../search/searches.ts'
import { type SearchView, useSearchView } from '../search/use-search-view.ts'
import { useEdits } from './edits.tsx'
import type { GridHandle } from './grid-handle.ts'
import type { Row, Rows } from './rows.ts'
import { useRowAt } from './use-arrivals.ts'
import { type History, useHistory } from './use-history.ts'
import { useSelection } from './use-selection.ts'
import { useView, type View } from './use-view.ts'
import type { OpenWorkspace } from './use-workspace.ts'
import type { ViewMark } from './view-mark.ts'

/** Everything about what a pane shows: place, rows, selection, and the ways to change them. */
export interface Browser extends View, Omit<History, 'visit' | 'arrive' | 'setOrder'> {
  readonly pane: string
  /** Which of two panes it is. */
  readonly side: 'left' | 'right' | undefined
  readonly place: Place
  readonly placeKey: string
  /** Names this visit of the place in the whole window. */
  readonly visitKey: string
  /** Where in the rows one looks. */
  readonly mark: ViewMark
  readonly profiles: readonly ListedProfile[]
  /** The profile of the place. */
  readonly profile: ListedProfile | undefined
  readonly selection: RowSelection
  select(action: SelectionAction): void
  /** The row the keyboard is on, when it is at hand. */
  readonly focusedRow: Row | undefined
  readonly situation: Situation
  readonly editingPath: boolean
  setEditingPath(editing: boolean): void
  readonly grid: RefObject<GridHandle | null>
  readonly filterField: RefObject<HTMLInputElement | null>
  /** Shown in the place of the rows; selection and focus are then about its results. */
  readonly search: SearchView | undefined
  readonly searchField: RefObject<HTMLInputElement | null>
  /** Shows the search of this visit, or begins one. */
  openSearch(): void
  /** Opens a profile where it starts. */
  openProfile(profile: Profile): void
  refresh(): void
}

/** Keeps the state of one pane. */
export function useBrowser(
  pane: Pane,
  { workspace, dispatch, memory }: OpenWorkspace,
  profiles: readonly ListedProfile[],
): Browser {
  const client = useQueryClient()
  const history = useHistory(pane, dispatch)
  const { visit, arrive } = history
  const { place, entry } = visit
  const placeKey = JSON.stringify(place)
  const visitKey = `${pane.id} ${visit.number}`
  const mark = memory.mark(visitKey)
  const view = useView(history, mark)
  const { rows, failure } = view
  const [selection, select] = useSelection({ visitKey, placeKey, rows }, memory)
  const { held } = useEdits()
  const [editedKey, setEditedKey] = useState<string>()
  const grid = useRef<GridHandle>(null)
  const filterField = useRef<HTMLInputElement>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const { change: changeSearch } = useSearches()
  const search = useSearchView(visitKey, memory)
  useArrival({ entry, rows, select, grid, arrive })

  const shown = search ?? { rows, selection }
  const { focus } = shown.selection
  const focusedRow = useRowAt(shown.rows, focus)
  const profileId = profileOf(place)
  const other = activeTab(workspace).panes.find(({ id }) => id !== pane.id)
  const beside = other && currentVisit(other.navigation).place
  const besideId = beside && profileOf(beside)
  const profile = profiles.find(({ id }) => id === profileId)

  return {
    ...view,
    ...history,
    pane: pane.id,
    side: other && (activeTab(workspace).panes[0].id === pane.id ? 'left' : 'right'),
    place,
    placeKey,
    visitKey,
    mark,
    profiles,
    profile,
    ...(search && { rows: search.rows, objects: { ...view.objects, shown: undefined } }),
    selection: shown.selection,
    select: action => {
      if (search) return search.select(action)
      // Whoever selects something else meanwhile does not want to be taken away from it.
      if (entry !== undefined) arrive()
      select(action)
    },
    focusedRow,
    situation: {
      place,
      canGoBack: history.canGoBack,
      canGoForward: history.canGoForward,
      selected: countSelected(shown.selection),
      total: shown.rows.total,
      beside,
      besideReadOnly: profiles.find(({ id }) => id === besideId)?.readOnly ?? false,
      searching: search !== undefined,
      readOnly: profile?.readOnly ?? false,
      fixedProfile: profileId === PLAYGROUND_PROFILE_ID,
      panes: activeTab(workspace).panes.length,
      folderFocused: focusedRow !== undefined && focusedRow.type !== 'file',
      tabs: workspace.tabs.length,
      closedTabs: workspace.closed.length,
      ownWindow: windowShell() === 'desktop',
      noPaste: noPaste(held, place),
      failed: failure !== undefined && rows.total === 0,
    },
    editingPath: editedKey === visitKey,
    setEditingPath: editing => setEditedKey(editing ? visitKey : undefined),
    grid,
    filterField,
    search,
    searchField,
    openSearch: () => {
      const scope = scopeOf(place)
      if (scope) {
        changeSearch(visitKey, now => (now ? { ...now, shown: true } : newSearch(scope)))
      }
    },
    openProfile: ({ id, start }) =>
      history.go(
        start
          ? { type: 'folder', location: { profileId: id, ...start } }
          : { type: 'profile', profileId: id },
      ),
    refresh: () => {
      if (place.type === 'folder') void refreshListing(client, place.location)
      else if (place.type === 'local') void refreshListing(client, place.folder)
      else if (profileId !== undefined) void client.refetchQueries(bucketsQuery(profileId))
    },
  }
}

/** Everything below a place. */
function scopeOf(place: Place): SearchScope | undefined {
  switch (place.type) {
    case 'welcome':
    case 'local':
      return undefined
    case 'profile':
      return { profileId: place.profileId, prefix: '' }
    case 'folder':
      return place.location
    default:
      return place satisfies never
  }
}

function noPaste(held: ObjectClipboard | undefined, place: Place): string | undefined {
  if (!held) return 'copy or cut something first'
  if (place.type !== 'folder') return 'open a bucket first'
  return copyProblem(held.mode, held.location, held.selection, place.location)
}

interface Arrival {
  readonly entry: string | undefined
  readonly rows: Rows
  readonly select: (action: SelectionAction) => void
  readonly grid: RefObject<GridHandle | null>
  readonly arrive: () => void
}

/** Selects the entry that a visit asks for, once, as soon as its row is there. */
function useArrival({ entry, rows, select, grid, arrive }: Arrival): void {
  useEffect(() => {
    if (entry === undefined || rows.total === 0) return
    let wanted = true
    // When there are newer rows already, this is tried again with them.
    const found = rows.find(entry).catch(() => undefined)
    void found.then(row => {
      if (!wanted || row === undefined) return
      arrive()
      select({ type: 'pick', row })
      grid.current?.reveal(row)
    })
    return () => {
      wanted = false
    }
  }, [entry, rows, select, grid, arrive])
}
