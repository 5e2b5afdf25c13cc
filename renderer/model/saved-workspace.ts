import type { SavedPlace, SavedTab, SavedWorkspace } from '#shared/workspace.ts'
import { currentVisit, type Place, profileOf, startAt } from './navigation.ts'
import {
  activePane,
  activeTab,
  changeWorkspace,
  type Pane,
  type Tab,
  type Workspace,
  workspaceAt,
} from './workspace.ts'

/** What of the open tabs is kept: where they are, not where they have been. */
export function savedFrom({ tabs, active }: Workspace): SavedWorkspace {
  const saved = tabs.flatMap(tab => {
    const panes = tab.panes.flatMap(pane => savedPlace(currentVisit(pane.navigation).place))
    const active: 0 | 1 = panes.length === 2 ? tab.active : 0
    return panes.length > 0 ? [{ id: tab.id, saved: { panes, active, split: tab.split } }] : []
  })
  return {
    tabs: saved.map(one => one.saved),
    active: Math.max(
      0,
      saved.findIndex(({ id }) => id === active),
    ),
  }
}

/** Whom the tabs are opened for. */
interface Restoring {
  /** The profiles there are: places of others are dropped. */
  readonly profileIds: ReadonlySet<string>
  /** Where a window without tabs starts. */
  readonly first: Place
  /** The profile Pail was started for: a tab of it is in front. */
  readonly wanted: string | undefined
}

/** The tabs that were kept, as far as their profiles are still there. */
export function restored(
  saved: SavedWorkspace,
  { profileIds, first, wanted }: Restoring,
): Workspace {
  const found = saved.tabs.map((tab, index) => restoredTab(tab, index, profileIds))
  const tabs = found.filter(tab => tab !== undefined)
  const front = found[saved.active] ?? tabs[0]
  if (!front) return workspaceAt(first)
  // Two ids are given to each, one for a second pane.
  const workspace = { tabs, active: front.id, closed: [], made: 2 * saved.tabs.length }
  const isWanted = (tab: Tab) =>
    wanted === undefined || profileOf(placeOf(activePane(tab))) === wanted
  if (isWanted(activeTab(workspace))) return workspace
  const other = tabs.find(isWanted)
  return changeWorkspace(
    workspace,
    other ? { type: 'show-tab', tab: other.id } : { type: 'open-tab', place: first },
  )
}

function restoredTab(
  { panes, active, split }: SavedTab,
  index: number,
  profileIds: ReadonlySet<string>,
): Tab | undefined {
  const known = panes.map((place, at): Pane | undefined => {
    const id = profileOf(place)
    const gone = id !== undefined && !profileIds.has(id)
    return gone ? undefined : { id: `pane-${2 * index + at}`, navigation: startAt(place) }
  })
  const [first, second] = known.filter(pane => pane !== undefined)
  if (!first) return undefined
  const id = `tab-${2 * index}`
  return second
    ? { id, panes: [first, second], active, split }
    : { id, panes: [first], active: 0, split }
}

/** The user lets Pail into a local folder for as long as the window is open, not for ever. */
function savedPlace(place: Place): SavedPlace[] {
  return place.type === 'profile' || place.type === 'folder' ? [place] : []
}

function placeOf({ navigation }: Pane): Place {
  return currentVisit(navigation).place
}
