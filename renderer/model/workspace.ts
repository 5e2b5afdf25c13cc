import {
  currentVisit,
  type Navigation,
  type NavigationAction,
  navigate,
  type Place,
  profileOf,
  START,
  startAt,
} from './navigation.ts'

/** One listing of the window, and where it has been. */
export interface Pane {
  readonly id: string
  readonly navigation: Navigation
}

/** One or two panes side by side. */
export interface Tab {
  readonly id: string
  readonly panes: readonly [Pane] | readonly [Pane, Pane]
  /** The pane that keys, toolbar and menus are about. */
  readonly active: 0 | 1
  /** The share of the width that the first of two panes has. */
  readonly split: number
}

/** Everything a window has open. `tabs` is never empty; `active` is the id of the one in front. */
export interface Workspace {
  readonly tabs: readonly Tab[]
  readonly active: string
  /** What was closed, the latest last, and where it stood. */
  readonly closed: readonly { readonly tab: Tab; readonly at: number }[]
  /** How many ids have been given. */
  readonly made: number
}

export type WorkspaceAction =
  /** In the given pane. */
  | { readonly type: 'navigate'; readonly pane: string; readonly step: NavigationAction }
  /** Beside the tab in front. Without a place, where its active pane is. */
  | { readonly type: 'open-tab'; readonly place?: Place; readonly behind?: boolean }
  | { readonly type: 'close-tab'; readonly tab: string }
  | { readonly type: 'close-others'; readonly tab: string }
  | { readonly type: 'reopen-tab' }
  | { readonly type: 'show-tab'; readonly tab: string }
  /** The next tab (1) or the one before (-1), around the ends. */
  | { readonly type: 'step-tab'; readonly by: 1 | -1 }
  /** To another place in the row of tabs. */
  | { readonly type: 'move-tab'; readonly tab: string; readonly to: number }
  /** A second pane where the first one is, or the active pane alone again. */
  | { readonly type: 'toggle-pane' }
  /** In the pane beside the active one; a local place stays in the pane that has one. */
  | { readonly type: 'show-beside'; readonly place: Place }
  | { readonly type: 'activate-pane'; readonly pane: string }
  | { readonly type: 'next-pane' }
  | { readonly type: 'split'; readonly share: number }
  /** The profile is gone: so is every place of it. */
  | { readonly type: 'forget'; readonly profileId: string }

/** Stands for a second pane that is not there. */
export const NO_PANE: Pane = { id: '', navigation: START }

/** So many closed tabs can be had again. */
const MOST_CLOSED = 20
const LEAST_SHARE = 0.2

/** A window with one tab. */
export function workspaceAt(place: Place): Workspace {
  const tab = newTab(place, 0)
  return { tabs: [tab], active: tab.id, closed: [], made: 1 }
}

/** The tab in front. */
export function activeTab({ tabs, active }: Workspace): Tab {
  const tab = tabs.find(({ id }) => id === active)
  if (!tab) throw new Error('One of the tabs is always in front.')
  return tab
}

/** The pane of a tab that has the attention. */
export function activePane({ panes, active }: Tab): Pane {
  return panes[active] ?? panes[0]
}

/** The one place where tabs and panes change. */
export function changeWorkspace(workspace: Workspace, action: WorkspaceAction): Workspace {
  const { tabs } = workspace
  switch (action.type) {
    case 'navigate':
      return eachPane(workspace, pane =>
        pane.id === action.pane
          ? { ...pane, navigation: navigate(pane.navigation, action.step) }
          : pane,
      )
    case 'open-tab':
      return openTab(workspace, action.place, action.behind ?? false)
    case 'close-tab':
      return closeTab(workspace, action.tab)
    case 'close-others':
      return tabs
        .filter(({ id }) => id !== action.tab)
        .reduce((left, { id }) => closeTab(left, id), workspace)
    case 'reopen-tab': {
      const last = workspace.closed.at(-1)
      if (!last) return workspace
      const closed = workspace.closed.slice(0, -1)
      return {
        ...workspace,
        closed,
        tabs: tabs.toSpliced(last.at, 0, last.tab),
        active: last.tab.id,
      }
    }
    case 'show-tab':
      return tabs.some(({ id }) => id === action.tab)
        ? { ...workspace, active: action.tab }
        : workspace
    case 'step-tab': {
      const at = tabs.indexOf(activeTab(workspace))
      const next = tabs[(at + action.by + tabs.length) % tabs.length]
      return next ? { ...workspace, active: next.id } : workspace
    }
    case 'move-tab': {
      const from = tabs.findIndex(({ id }) => id === action.tab)
      const tab = tabs[from]
      if (!tab) return workspace
      return { ...workspace, tabs: tabs.toSpliced(from, 1).toSpliced(action.to, 0, tab) }
    }
    case 'toggle-pane':
      return togglePane(workspace)
    case 'show-beside':
      return showBeside(workspace, action.place)
    case 'activate-pane':
      return changeActive(workspace, tab => {
        const index = tab.panes.findIndex(({ id }) => id === action.pane)
        return index < 0 || index === tab.active ? tab : { ...tab, active: index === 1 ? 1 : 0 }
      })
    case 'next-pane':
      return changeActive(workspace, tab =>
        tab.panes.length === 2 ? { ...tab, active: tab.active === 0 ? 1 : 0 } : tab,
      )
    case 'split': {
      const split = Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, action.share))
      return changeActive(workspace, tab => ({ ...tab, split }))
    }
    case 'forget':
      return forget(workspace, action.profileId)
    default:
      return action satisfies never
  }
}

function openTab(workspace: Workspace, wanted: Place | undefined, behind: boolean): Workspace {
  const { tabs, made } = workspace
  const front = activeTab(workspace)
  const tab = newTab(wanted ?? placeOf(activePane(front)), made)
  return {
    ...workspace,
    tabs: tabs.toSpliced(tabs.indexOf(front) + 1, 0, tab),
    active: behind ? workspace.active : tab.id,
    made: made + 1,
  }
}

/** The last tab stays: a window without one would show nothing at all. */
function closeTab(workspace: Workspace, id: string): Workspace {
  const { tabs, active } = workspace
  const at = tabs.findIndex(tab => tab.id === id)
  const tab = tabs[at]
  if (!tab || tabs.length === 1) return workspace
  const left = tabs.toSpliced(at, 1)
  const next = left[at] ?? left[at - 1]
  const closed = [...workspace.closed, { tab, at }].slice(-MOST_CLOSED)
  return { ...workspace, tabs: left, closed, active: active === id && next ? next.id : active }
}

function togglePane(workspace: Workspace): Workspace {
  const { made } = workspace
  const toggled = changeActive(workspace, tab => {
    const pane = activePane(tab)
    if (tab.panes.length === 2) return { ...tab, panes: [pane], active: 0 }
    return { ...tab, panes: [pane, newPane(placeOf(pane), made)], active: 1 }
  })
  return { ...toggled, made: made + 1 }
}

/** The attention stays where it is. */
function showBeside(workspace: Workspace, place: Place): Workspace {
  const { panes, active } = activeTab(workspace)
  if (panes.length === 1) {
    const { made } = workspace
    const split = changeActive(workspace, tab => ({
      ...tab,
      panes: [tab.panes[0], newPane(place, made)],
    }))
    return { ...split, made: made + 1 }
  }
  const [first, second] = panes
  const other = active === 0 ? second : first
  const pane = placeOf(active === 0 ? first : second).type === 'local' ? panes[active] : other
  return changeWorkspace(workspace, {
    type: 'navigate',
    pane: pane.id,
    step: { type: 'go', place },
  })
}

/** Tabs that showed nothing but the profile go with it; so do closed ones. */
function forget(workspace: Workspace, profileId: string): Workspace {
  const isOf = (pane: Pane) =>
    pane.navigation.visits.every(({ place }) => profileOf(place) === profileId)
  const stays = (tab: Tab) => !tab.panes.every(isOf)
  const left = workspace.tabs.filter(stays)
  const front = activeTab(workspace)
  const tabs = left.length > 0 ? left : [front]
  const active = tabs.includes(front) ? front.id : (tabs[0] ?? front).id
  const step: NavigationAction = { type: 'forget', profileId }
  return eachPane({ ...workspace, tabs, active, closed: [] }, pane => ({
    ...pane,
    navigation: navigate(pane.navigation, step),
  }))
}

function changeActive(workspace: Workspace, change: (tab: Tab) => Tab): Workspace {
  const tabs = workspace.tabs.map(tab => (tab.id === workspace.active ? change(tab) : tab))
  return { ...workspace, tabs }
}

function eachPane(workspace: Workspace, change: (pane: Pane) => Pane): Workspace {
  const tabs = workspace.tabs.map((tab): Tab => {
    const [first, second] = tab.panes
    return { ...tab, panes: second ? [change(first), change(second)] : [change(first)] }
  })
  return { ...workspace, tabs }
}

function placeOf({ navigation }: Pane): Place {
  return currentVisit(navigation).place
}

function newTab(place: Place, number: number): Tab {
  return { id: `tab-${number}`, panes: [newPane(place, number)], active: 0, split: 0.5 }
}

function newPane(place: Place, number: number): Pane {
  return { id: `pane-${number}`, navigation: startAt(place) }
}
