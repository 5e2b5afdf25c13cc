import { describe, expect, test } from 'vitest'
import type { Situation } from './actions/action-shape.ts'
import { ACTION_LIST, isActionId, whyNot } from './actions.ts'
import { isShortcut, type KeyPress, shortcutLabel, shownShortcut } from './shortcut.ts'

const folder: Situation = {
  place: { type: 'folder', location: { profileId: 'p', bucket: 'b', prefix: '' } },
  beside: undefined,
  besideReadOnly: false,
  canGoBack: true,
  canGoForward: false,
  selected: 0,
  total: 10,
  readOnly: false,
  fixedProfile: false,
  panes: 1,
  folderFocused: false,
  tabs: 1,
  closedTabs: 0,
  ownWindow: false,
  searching: false,
  noPaste: undefined,
  failed: false,
}
const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('actions', () => {
  test('that change something say why a read-only profile does not allow them', () => {
    const readOnly = { ...folder, selected: 1, readOnly: true }
    for (const id of ['upload-files', 'upload-folder', 'new-folder', 'delete'] as const) {
      expect(whyNot(id, readOnly)).toBe('this profile is read-only')
    }
    expect(whyNot('download', readOnly)).toBeUndefined()
  })

  test('on a selection need one', () => {
    expect(whyNot('download', folder)).toBe('select something first')
    expect(whyNot('open', { ...folder, selected: 2 })).toBe('select a single item')
    expect(whyNot('delete', { ...folder, selected: 2 })).toBeUndefined()
  })

  test('have no shortcut in common', () => {
    const shortcuts = ACTION_LIST.flatMap(action => action.shortcuts)
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
  })

  test('are named by the menu of the desktop shell', () => {
    expect(isActionId('new-folder')).toBe(true)
    expect(isActionId('constructor')).toBe(false)
  })
})

describe('shortcuts', () => {
  test('that a browser keeps for itself are not the ones it shows', () => {
    expect(shownShortcut(['mod+t', 'alt+t'], 'desktop')).toBe('mod+t')
    expect(shownShortcut(['mod+t', 'alt+t'], 'browser')).toBe('alt+t')
    expect(shownShortcut(['mod+l'], 'browser')).toBe('mod+l')
  })

  test('with ctrl itself mean ctrl on a Mac too', () => {
    const next = press('Tab', { ctrlKey: true })
    expect(isShortcut('ctrl+Tab', next, 'other')).toBe(true)
    expect(isShortcut('ctrl+Tab', next, 'mac')).toBe(true)
    expect(isShortcut('ctrl+Tab', press('Tab', { metaKey: true }), 'mac')).toBe(false)
    expect(shortcutLabel('ctrl+Tab', 'mac')).toBe('⌃Tab')
  })

  test('use ctrl, or cmd on a Mac, and nothing else besides', () => {
    expect(isShortcut('mod+l', press('l', { ctrlKey: true }), 'other')).toBe(true)
    expect(isShortcut('mod+l', press('l', { ctrlKey: true }), 'mac')).toBe(false)
    expect(isShortcut('mod+l', press('l', { metaKey: true }), 'mac')).toBe(true)
    expect(isShortcut('mod+l', press('L', { ctrlKey: true, shiftKey: true }), 'other')).toBe(false)
    expect(isShortcut('F5', press('F5', { ctrlKey: true }), 'other')).toBe(false)
    expect(isShortcut('?', press('?', { shiftKey: true }), 'other')).toBe(true)
  })

  test('work by their place on keyboards without Latin letters', () => {
    const russian = press('д', { ctrlKey: true, code: 'KeyL' })
    expect(isShortcut('mod+l', russian, 'other')).toBe(true)
    const dvorak = press('n', { ctrlKey: true, code: 'KeyL' })
    expect(isShortcut('mod+l', dvorak, 'other')).toBe(false)
  })

  test('are written as the computer writes them', () => {
    expect(shortcutLabel('mod+shift+u', 'other')).toBe('Ctrl+Shift+U')
    expect(shortcutLabel('alt+ArrowUp', 'mac')).toBe('⌥↑')
  })
})
