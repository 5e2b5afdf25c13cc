import { useEffect, useRef } from 'react'
import { s3Uri } from '#shared/location.ts'
import type { Selection } from '#shared/transfer.ts'
import type { Commands } from '../browser/commands.ts'
import { type Row, rowId } from '../browser/rows.ts'
import { selectedAtHand, selectedObjects } from '../browser/selected.ts'
import type { Browser } from '../browser/use-browser.ts'
import { type ActionId, isActionId, whyNot } from '../model/actions.ts'
import { plainName } from '../model/display-name.ts'
import { type ListedProfile, useOpenPlayground } from '../queries/profiles.ts'
import { followWindowCommands } from '../queries/window-commands.ts'
import { useJobs } from '../transfers/use-jobs.ts'
import { useNotices } from '../ui/notices.tsx'
import type { OpenDialog } from './dialogs.tsx'
import { somethingIsOpen } from './use-keys.ts'

/** More than this goes into no plan; the contract says so. */
const MOST_SELECTED = 100_000

/** What each action does: the one place where keys, menus, toolbar and shell menu end up. */
export function useCommands(
  browser: Browser,
  openDialog: (dialog: OpenDialog | undefined) => void,
): Commands {
  const jobs = useJobs()
  const notify = useNotices()
  const playground = useOpenPlayground()
  const { place, profile, profiles, rows, selection, situation, grid } = browser
  const location = place.type === 'folder' ? place.location : undefined

  const complain = (error: Error) => notify({ tone: 'danger', title: plainName(error.message) })

  const withSelected = async (use: (selected: Selection) => void) => {
    const { shown } = browser.objects
    if (!shown) return
    if (situation.selected > MOST_SELECTED) {
      const text = 'Select the folder itself one level up, or select in parts.'
      notify({ tone: 'danger', title: 'This is more than 100,000 selected items', text })
      return
    }
    await selectedObjects(selection, rows, shown).then(use, complain)
  }

  const openRow = (row: Row) => {
    const profileId = profile?.id
    if (profileId === undefined) return
    if (row.type === 'bucket') {
      browser.go({ type: 'folder', location: { profileId, bucket: row.name, prefix: '' } })
    } else if (location && row.type === 'folder') {
      browser.go({ type: 'folder', location: { ...location, prefix: row.prefix } })
    } else if (location) openDialog({ type: 'properties', location, entry: row })
  }

  const copyUri = async () => {
    const uris = urisOf(browser)
    if (uris.length === 0) return
    await navigator.clipboard
      .writeText(uris.join('\n'))
      .then(
        () => notify({ tone: 'success', title: uris.length > 1 ? 'URIs copied' : 'URI copied' }),
        complain,
      )
  }

  const openPlayground = () =>
    playground.mutate(undefined, {
      onSuccess: ({ id }) => browser.go({ type: 'profile', profileId: id }),
      onError: complain,
    })

  const actions: Record<ActionId, () => void> = {
    back: browser.back,
    forward: browser.forward,
    up: browser.up,
    'focus-path': () => browser.setEditingPath(true),
    open: () => browser.focusedRow && openRow(browser.focusedRow),
    'upload-files': () => location && jobs.pickAndUpload(location, 'files'),
    'upload-folder': () => location && jobs.pickAndUpload(location, 'folder'),
    download: () => void withSelected(selected => location && jobs.download(location, selected)),
    'new-folder': () => location && openDialog({ type: 'new-folder', location }),
    properties: () => {
      const [row] = selectedAtHand(selection, rows) ?? []
      const entry = row?.type === 'bucket' ? undefined : row
      if (location) openDialog({ type: 'properties', location, entry })
    },
    delete: () => void withSelected(selected => location && jobs.remove(location, selected)),
    'copy-uri': () => void copyUri(),
    'select-all': () => {
      browser.select({ type: 'all', total: rows.total })
      grid.current?.focus()
    },
    filter: () => {
      browser.filterField.current?.focus()
      browser.filterField.current?.select()
    },
    refresh: browser.refresh,
    'add-profile': () => openDialog({ type: 'profile', edit: { type: 'new' } }),
    'edit-profile': () => profile && commands.editProfile(profile.id),
    'open-playground': openPlayground,
    settings: () => openDialog({ type: 'settings' }),
    help: () => openDialog({ type: 'help' }),
  }

  const withProfile = (id: string, use: (profile: ListedProfile) => void) => {
    const found = profiles.find(other => other.id === id)
    if (found) use(found)
  }
  const commands: Commands = {
    run: id => {
      const reason = whyNot(id, situation)
      if (reason === undefined) actions[id]()
      else if (situation.readOnly && reason.includes('read-only')) {
        notify({ tone: 'info', title: 'This profile is read-only' })
      }
    },
    whyNot: id => whyNot(id, situation),
    openRow,
    upload: jobs.uploadItems,
    editProfile: (id, region) =>
      withProfile(id, found =>
        openDialog({ type: 'profile', edit: { type: 'edit', profile: found, region } }),
      ),
    duplicateProfile: id =>
      withProfile(id, found =>
        openDialog({ type: 'profile', edit: { type: 'duplicate', profile: found } }),
      ),
    deleteProfile: id =>
      withProfile(id, found => openDialog({ type: 'delete-profile', profile: found })),
  }
  useWindowCommands(commands.run)
  return commands
}

/** Lets the menu of the desktop shell run the same actions. */
function useWindowCommands(run: (id: ActionId) => void): void {
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

/** The URIs of what is selected; of the place itself when nothing is. */
function urisOf({ place, rows, selection }: Browser): string[] {
  const selected = selectedAtHand(selection, rows) ?? []
  if (place.type === 'folder') {
    const { bucket, prefix } = place.location
    if (selected.length === 0) return [s3Uri(bucket, prefix)]
    return selected.map(row => s3Uri(bucket, rowId(row)))
  }
  return selected.map(row => s3Uri(rowId(row), ''))
}
