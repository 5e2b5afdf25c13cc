import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currentVisit, type Place } from './navigation.ts'
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
const opened = (...actions: WorkspaceAction[]): Workspace =>
  actions.reduce(changeWorkspace, workspaceAt(folder('')))
const shown = (workspace: Workspace) =>
  currentVisit(activePane(activeTab(workspace)).navigation).place
const places = ({ tabs }: Workspace) =>
  tabs.map(tab => currentVisit(activePane(tab).navigation).place)

describe('tabs', () => {
  test('open beside the one in front, where it is, with a history of their own', () => {
    const two = opened({ type: 'open-tab' })
    expect(places(two)).toEqual([folder(''), folder('')])
    const pane = activePane(activeTab(two)).id
    const gone = changeWorkspace(two, {
      type: 'navigate',
      pane,
      step: { type: 'go', place: folder('a/') },
    })
    expect(places(gone)).toEqual([folder(''), folder('a/')])
  })

  test('open behind without taking the attention', () => {
    const two = opened({ type: 'open-tab', place: folder('a/'), behind: true })
    expect(shown(two)).toEqual(folder(''))
    expect(places(two)).toEqual([folder(''), folder('a/')])
  })

  test('close in favor of their neighbor, come back where they were, and the last one stays', () => {
    const three = opened(
      { type: 'open-tab', place: folder('a/') },
      { type: 'open-tab', place: folder('b/') },
      { type: 'step-tab', by: -1 },
    )
    const closed = changeWorkspace(three, { type: 'close-tab', tab: three.active })
    expect(shown(closed)).toEqual(folder('b/'))
    const again = changeWorkspace(closed, { type: 'reopen-tab' })
    expect(places(again)).toEqual(places(three))
    expect(shown(again)).toEqual(folder('a/'))
    const only = opened()
    expect(changeWorkspace(only, { type: 'close-tab', tab: only.active })).toBe(only)
  })

  test('are stepped through around the ends, and moved', () => {
    const two = opened({ type: 'open-tab', place: folder('a/') })
    const first = changeWorkspace(two, { type: 'step-tab', by: 1 })
    expect(shown(first)).toEqual(folder(''))
    const moved = changeWorkspace(first, { type: 'move-tab', tab: first.active, to: 1 })
    expect(places(moved)).toEqual([folder('a/'), folder('')])
    expect(shown(moved)).toEqual(folder(''))
  })

  test('of a deleted profile go with it, but for the last', () => {
    const mixed = opened({ type: 'open-tab', place: folder('', 'home') })
    expect(places(changeWorkspace(mixed, { type: 'forget', profileId: 'work' }))).toEqual([
      folder('', 'home'),
    ])
    expect(places(changeWorkspace(opened(), { type: 'forget', profileId: 'work' }))).toEqual([
      { type: 'welcome' },
    ])
  })
})

describe('panes', () => {
  test('a second one starts where the first is and has the attention; closing keeps the active one', () => {
    const two = opened({ type: 'toggle-pane' })
    expect(activeTab(two)).toMatchObject({ active: 1, panes: { length: 2 } })
    const moved = changeWorkspace(two, {
      type: 'navigate',
      pane: activePane(activeTab(two)).id,
      step: { type: 'go', place: folder('a/') },
    })
    const one = changeWorkspace(moved, { type: 'toggle-pane' })
    expect(activeTab(one).panes).toHaveLength(1)
    expect(shown(one)).toEqual(folder('a/'))
    expect(shown(changeWorkspace(moved, { type: 'next-pane' }))).toEqual(folder(''))
  })

  test('neither can be squeezed to nothing', () => {
    const split = (share: number) =>
      activeTab(opened({ type: 'toggle-pane' }, { type: 'split', share })).split
    expect(split(0)).toBe(0.2)
    expect(split(1)).toBe(0.8)
  })
})

test('whatever is done, one tab is in front, and no id is given twice', () => {
  const tab = fc.nat(8).map(number => `tab-${number}`)
  const profileId = fc.constantFrom('work', 'home')
  const action: fc.Arbitrary<WorkspaceAction> = fc.oneof(
    fc.record({
      type: fc.constant('open-tab' as const),
      place: profileId.map(id => folder('', id)),
      behind: fc.boolean(),
    }),
    fc.record({ type: fc.constant('close-tab' as const), tab }),
    fc.record({ type: fc.constant('show-tab' as const), tab }),
    fc.record({ type: fc.constant('move-tab' as const), tab, to: fc.nat(8) }),
    fc.constantFrom({ type: 'reopen-tab' } as const, { type: 'toggle-pane' } as const),
    fc.record({ type: fc.constant('forget' as const), profileId }),
  )
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), actions => {
      const workspace = opened(...actions)
      expect(() => activePane(activeTab(workspace))).not.toThrow()
      const ids = workspace.tabs.flatMap(({ id, panes }) => [id, ...panes.map(pane => pane.id)])
      expect(new Set(ids).size).toBe(ids.length)
    }),
    { seed: 7 },
  )
})

test('a place shown beside leaves the attention; a local one is replaced where it is', () => {
  const local = (handle: string): Place => ({
    type: 'local',
    folder: { handle, path: `/${handle}` },
    above: [],
  })
  const shown = (workspace: Workspace) =>
    activeTab(workspace).panes.map(({ navigation }) => currentVisit(navigation).place)
  const start: Place = { type: 'profile', profileId: 'p' }
  const once = changeWorkspace(workspaceAt(start), { type: 'show-beside', place: local('a') })
  expect(shown(once)).toEqual([start, local('a')])
  expect(activeTab(once).active).toBe(0)
  const there = changeWorkspace(once, { type: 'next-pane' })
  const again = changeWorkspace(there, { type: 'show-beside', place: local('b') })
  expect(shown(again)).toEqual([start, local('b')])
  expect(activeTab(again).active).toBe(1)
})
