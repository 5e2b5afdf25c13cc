import { useEffect, useRef } from 'react'
import type { Commands } from '../browser/commands.ts'
import { useEdits } from '../browser/edits.tsx'
import type { Row } from '../browser/rows.ts'
import type { Browser } from '../browser/use-browser.ts'
import { useFavorites } from '../browser/use-favorites.ts'
import { useViewMode } from '../browser/use-view-mode.ts'
import type { OpenWorkspace } from '../browser/use-workspace.ts'
import { subjectOf } from '../dialogs/properties-subject.ts'
import { useOpenExternal } from '../external/use-open-external.ts'
import { type ActionId, isActionId } from '../model/actions.ts'
import { plainName } from '../model/display-name.ts'
import type { Place } from '../model/navigation.ts'
import { enterLocal } from '../queries/local-folders.ts'
import { usePlacesChanges } from '../queries/places.ts'
import { type ListedProfile, useOpenPlayground } from '../queries/profiles.ts'
import { useSettingToggles } from '../queries/settings.ts'
import { followWindowCommands } from '../queries/window-commands.ts'
import type { HitRow } from '../search/use-search-view.ts'
import { useJobs } from '../transfers/use-jobs.ts'
import { useNotices } from '../ui/notices.tsx'
import type { ActionContext } from './commands/action-context.ts'
import { copyAsRuns } from './commands/copy-as-runs.ts'
import { editRuns } from './commands/edit-runs.ts'
import { fileRuns } from './commands/file-runs.ts'
import { goRuns } from './commands/go-runs.ts'
import { pailRuns } from './commands/pail-runs.ts'
import { paneRuns } from './commands/pane-runs.ts'
import { placesRuns } from './commands/places-runs.ts'
import { searchRuns, showHit, whyNotNow } from './commands/search-runs.ts'
import { tabRuns } from './commands/tab-runs.ts'
import { transfersRuns } from './commands/transfers-runs.ts'
import { viewRuns } from './commands/view-runs.ts'
import type { OpenDialog } from './dialogs.tsx'
import { useCopyAs } from './use-copy-as.ts'
import { useGoTo } from './use-go-to.ts'
import { somethingIsOpen } from './use-keys.ts'
import { useTransferCommands } from './use-transfer-commands.ts'

/** What each action does in a pane: where keys, menus, toolbar and shell menu end up. */
export function useCommands(
  browser: Browser,
  { workspace, dispatch }: OpenWorkspace,
  openDialog: (dialog: OpenDialog | undefined) => void,
): Commands {
  const jobs = useJobs()
  const edits = useEdits()
  const notify = useNotices()
  const playground = useOpenPlayground()
  const openExternal = useOpenExternal()
  const toggles = useSettingToggles()
  const { goTo, openKept, follow } = useGoTo(browser, openDialog)
  const copyAs = useCopyAs(browser)
  const favorites = useFavorites()
  const { clearRecents } = usePlacesChanges()
  const { place, profiles, situation } = browser
  const location = place.type === 'folder' ? place.location : undefined

  const complain = (error: Error) => notify({ tone: 'danger', title: plainName(error.message) })

  const inLocal = (row: Row, use: (inside: Place) => void) => {
    if (place.type !== 'local') return
    if (row.type === 'folder') enterLocal(place, row.name).then(use, complain)
    else
      notify({ tone: 'info', title: 'Pail opens files of buckets; copy it to one to look into it' })
  }
  const openRow = (row: Row) => {
    const inside = placeInside(place, row)
    if (browser.search) showHit(context, browser.search, row as HitRow)
    else if (place.type === 'local') inLocal(row, browser.go)
    else if (inside) browser.go(inside)
    else if (location && row.type === 'file') {
      openDialog({ type: 'properties', subject: subjectOf(location, row) })
    }
  }
  const openPlaceInTab = (wanted: Place, behind: boolean) =>
    dispatch({ type: 'open-tab', place: wanted, behind })
  const openInTab = (row: Row, behind: boolean) => {
    const inside = placeInside(place, row)
    if (inside) openPlaceInTab(inside, behind)
    else inLocal(row, found => openPlaceInTab(found, behind))
  }

  const openPlayground = () =>
    playground.mutate(undefined, {
      onSuccess: ({ id }) => browser.go({ type: 'profile', profileId: id }),
      onError: complain,
    })

  const withProfile = (id: string, use: (profile: ListedProfile) => void) => {
    const found = profiles.find(other => other.id === id)
    if (found) use(found)
  }
  const editProfile = (id: string, region?: string) =>
    withProfile(id, found =>
      openDialog({ type: 'profile', edit: { type: 'edit', profile: found, region } }),
    )

  const transfers = useTransferCommands(complain)
  const [, setViewMode] = useViewMode(place)
  const context: ActionContext = {
    browser,
    location,
    jobs,
    edits,
    notify,
    complain,
    openDialog,
    openRow,
    openExternal,
    openPlayground,
    dispatch,
    tab: workspace.active,
    openInTab,
    toggles,
    setViewMode,
    editProfile,
    copyAs,
    favorites,
    transfers,
    clearRecents: () => void clearRecents({}).catch(complain),
    openPalette: scope => openDialog({ type: 'palette', scope }),
  }
  const { search } = browser
  const runs: Record<ActionId, () => void> = {
    ...goRuns(context),
    ...fileRuns(context),
    ...editRuns(context),
    ...copyAsRuns(context),
    ...placesRuns(context),
    ...viewRuns(context),
    ...paneRuns(context),
    ...tabRuns(context),
    ...transfersRuns(context),
    ...pailRuns(context),
    ...(search && searchRuns(context, search)),
  }

  const commands: Commands = {
    run: id => {
      const reason = whyNotNow(id, situation, search)
      if (reason === undefined) runs[id]()
      else if (situation.readOnly && reason.includes('read-only')) {
        notify({ tone: 'info', title: 'This profile is read-only' })
      } else if (id === 'paste') notify({ tone: 'info', title: sentence(reason) })
    },
    whyNot: id => whyNotNow(id, situation, search),
    openRow,
    openInTab,
    openPlaceInTab,
    goTo,
    follow,
    openKept,
    copyAs,
    editProfile,
    duplicateProfile: id =>
      withProfile(id, found =>
        openDialog({ type: 'profile', edit: { type: 'duplicate', profile: found } }),
      ),
    deleteProfile: id =>
      withProfile(id, found => openDialog({ type: 'delete-profile', profile: found })),
  }
  return commands
}

/** Where a bucket or folder of a place leads to; nowhere for a file. */
function placeInside(place: Place, row: Row): Place | undefined {
  if (row.type === 'bucket' && place.type === 'profile') {
    const { profileId } = place
    return { type: 'folder', location: { profileId, bucket: row.name, prefix: '' } }
  }
  if (row.type !== 'folder' || place.type !== 'folder') return undefined
  return { type: 'folder', location: { ...place.location, prefix: row.prefix } }
}

function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** Lets the menu of the desktop shell run the same actions. */
export function useWindowCommands(run: (id: ActionId) => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(
    () =>
      followWindowCommands(command => {
        if (isActionId(command) && !somethingIsOpen()) latest.current(command)
      }),
    [],
  )
}
