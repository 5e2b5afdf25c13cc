import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { PLAYGROUND_PROFILE_ID, type Profile } from '#shared/profile.ts'
import type { Situation } from '../model/actions.ts'
import { type Place, profileOf } from '../model/navigation.ts'
import { countSelected, type RowSelection, type SelectionAction } from '../model/selection.ts'
import { bucketsQuery } from '../queries/buckets.ts'
import { refreshListing } from '../queries/listings.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import type { GridHandle } from './grid-handle.ts'
import { type Row, type Rows, rowId } from './rows.ts'
import { type History, useHistory } from './use-history.ts'
import { useSelection } from './use-selection.ts'
import { useView, type View } from './use-view.ts'

/** Everything about what the window shows: place, rows, selection, and the ways to change them. */
export interface Browser extends View, Omit<History, 'visit'> {
  readonly place: Place
  readonly placeKey: string
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
  /** Opens a profile where it starts. */
  openProfile(profile: Profile): void
  refresh(): void
}

/** Keeps the state of one window. */
export function useBrowser(first: Place, profiles: readonly ListedProfile[]): Browser {
  const client = useQueryClient()
  const focused = useRef<string>(undefined)
  const history = useHistory(
    first,
    useCallback(() => focused.current, []),
  )
  const { place, entry } = history.visit
  const placeKey = JSON.stringify(place)
  const view = useView(place, placeKey)
  const { rows, failure } = view
  const [selection, select] = useSelection(placeKey, rows)
  const [editingPath, setEditingPath] = useState(false)
  const grid = useRef<GridHandle>(null)
  const filterField = useRef<HTMLInputElement>(null)

  const focusedRow = selection.focus >= 0 ? rows.at(selection.focus) : undefined
  focused.current = focusedRow && rowId(focusedRow)
  useArrival({ placeKey, entry, rows, select, grid })

  const profileId = profileOf(place)
  const profile = profiles.find(({ id }) => id === profileId)
  const { forget } = history
  const known = useRef(profiles)
  useEffect(() => {
    // A profile that was just made may be gone to before it is listed.
    const gone = known.current.filter(({ id }) => !profiles.some(other => other.id === id))
    for (const { id } of gone) forget(id)
    known.current = profiles
  }, [profiles, forget])

  return {
    ...view,
    ...history,
    place,
    placeKey,
    profiles,
    profile,
    selection,
    select,
    focusedRow,
    situation: {
      place,
      canGoBack: history.canGoBack,
      canGoForward: history.canGoForward,
      selected: countSelected(selection),
      total: rows.total,
      readOnly: profile?.readOnly ?? false,
      fixedProfile: profileId === PLAYGROUND_PROFILE_ID,
      failed: failure !== undefined && rows.total === 0,
    },
    editingPath,
    setEditingPath,
    grid,
    filterField,
    openProfile: ({ id, start }) =>
      history.go(
        start
          ? { type: 'folder', location: { profileId: id, ...start } }
          : { type: 'profile', profileId: id },
      ),
    refresh: () => {
      if (place.type === 'folder') void refreshListing(client, place.location)
      else if (profileId !== undefined) void client.refetchQueries(bucketsQuery(profileId))
    },
  }
}

interface Arrival {
  readonly placeKey: string
  readonly entry: string | undefined
  readonly rows: Rows
  readonly select: (action: SelectionAction) => void
  readonly grid: RefObject<GridHandle | null>
}

/** Selects the entry that a visit asks for, once, as soon as its row is there. */
function useArrival({ placeKey, entry, rows, select, grid }: Arrival): void {
  const arrived = useRef<string>(undefined)
  useEffect(() => {
    const key = `${placeKey} ${entry}`
    if (entry === undefined || arrived.current === key || rows.total === 0) {
      if (entry === undefined) arrived.current = undefined
      return
    }
    let wanted = true
    // When there are newer rows already, this is tried again with them.
    const found = rows.find(entry).catch(() => undefined)
    void found.then(row => {
      if (!wanted || row === undefined) return
      arrived.current = key
      select({ type: 'pick', row })
      grid.current?.reveal(row)
    })
    return () => {
      wanted = false
    }
  }, [placeKey, entry, rows, select, grid])
}
