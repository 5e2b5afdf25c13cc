import { expect, test } from 'vitest'
import type { SavedWorkspace } from '#shared/workspace.ts'
import { currentVisit, type Place } from './navigation.ts'
import { restored, savedFrom } from './saved-workspace.ts'
import {
  activePane,
  activeTab,
  changeWorkspace,
  type Workspace,
  type WorkspaceAction,
  workspaceAt,
} from './workspace.ts'

const folder = (prefix: string, profileId = 'work'): Place => ({
  type: 'folder',
  location: { profileId, bucket: 'media', prefix },
})
const open = (...actions: WorkspaceAction[]) =>
  actions.reduce(changeWorkspace, workspaceAt(folder('')))
const first: Place = { type: 'profile', profileId: 'home' }
const restore = (saved: SavedWorkspace, ids: string[], wanted?: string) =>
  restored(saved, { profileIds: new Set(ids), first, wanted })
const shown = (workspace: Workspace) =>
  currentVisit(activePane(activeTab(workspace)).navigation).place

const mixed = savedFrom(
  open(
    { type: 'toggle-pane' },
    { type: 'open-tab', place: folder('a/', 'home') },
    { type: 'open-tab', place: folder('b/') },
    { type: 'step-tab', by: -1 },
  ),
)

test('tabs, panes and places come back as they were, without the way there', () => {
  const again = restore(mixed, ['work', 'home'])
  expect(savedFrom(again)).toEqual(mixed)
  expect(shown(again)).toEqual(folder('a/', 'home'))
})

test('what belongs to a profile that is gone is dropped', () => {
  const again = restore(mixed, ['work'])
  expect(savedFrom(again).tabs).toHaveLength(2)
  expect(shown(restore(mixed, []))).toEqual(first)
})

test('new tabs after a start have ids of their own', () => {
  const more = changeWorkspace(restore(mixed, ['work', 'home']), { type: 'open-tab' })
  const ids = more.tabs.flatMap(({ id, panes }) => [id, ...panes.map(pane => pane.id)])
  expect(new Set(ids).size).toBe(ids.length)
})

test('the profile that Pail was started for is in front, in a new tab if need be', () => {
  expect(shown(restore(mixed, ['work', 'home'], 'work'))).toEqual(folder(''))
  const only = savedFrom(open())
  expect(shown(restore(only, ['work', 'home'], 'home'))).toEqual(first)
})

test('an empty window remembers nothing', () => {
  expect(savedFrom(workspaceAt({ type: 'welcome' }))).toEqual({ tabs: [], active: 0 })
})
