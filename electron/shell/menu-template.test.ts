import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import { menuTemplate } from './menu-template.ts'

function items(platform: NodeJS.Platform, send: (command: string) => void = () => undefined) {
  const flat = (menu: MenuItemConstructorOptions): MenuItemConstructorOptions[] =>
    Array.isArray(menu.submenu) ? menu.submenu : []
  return menuTemplate(platform, send).flatMap(flat)
}

describe.each(['darwin', 'win32', 'linux'] as const)('the menu on %s', platform => {
  test('sends a command for every item that has no role', () => {
    const sent: string[] = []
    const clickable = items(platform, command => sent.push(command)).filter(item => item.click)
    for (const { click } of clickable) {
      const run = click as () => void
      run()
    }
    expect(new Set(sent).size).toBe(clickable.length)
    expect(sent).toEqual(
      expect.arrayContaining(['new-folder', 'upload-files', 'download', 'delete']),
    )
    expect(sent).toEqual(expect.arrayContaining(['refresh', 'back', 'forward', 'up', 'focus-path']))
    expect(sent).toEqual(expect.arrayContaining(['settings', 'help']))
  })

  test('uses each shortcut once', () => {
    const shortcuts = items(platform).flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
  })

  test('offers no reload and no developer tools', () => {
    const roles = items(platform).map(({ role }) => role)
    expect(roles).not.toContain('reload')
    expect(roles).not.toContain('toggleDevTools')
  })
})

test('a Mac has its own first menu; the others keep quit and settings under File', () => {
  expect(menuTemplate('darwin', () => undefined)[0]?.label).toBe('Pail')
  expect(menuTemplate('linux', () => undefined)[0]?.label).toBe('&File')
})

test('outside macOS the window handles its own keys, so the menu only shows them', () => {
  const registered = items('linux').filter(({ accelerator, registerAccelerator }) => {
    return accelerator !== undefined && registerAccelerator !== false
  })
  expect(registered).toEqual([])
})
