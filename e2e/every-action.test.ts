import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { NO_PLACES } from '#shared/places.ts'
import { menuTemplate } from '../electron/shell/menu-template.ts'
import { helpGroups } from '../renderer/help/help-groups.ts'
import { ACTION_LIST } from '../renderer/model/actions.ts'
import { paletteItems } from '../renderer/palette/palette-items.ts'

const ids = ACTION_LIST.map(({ id }) => id as string)

/** What the system's own items do: the page gets them as the clipboard's events. */
const OWN_ITEMS: Readonly<Record<string, string>> = {
  cut: 'cut',
  copy: 'copy',
  paste: 'paste',
  selectAll: 'select-all',
}

function commandsOf(items: readonly MenuItemConstructorOptions[], sent: string[]): void {
  for (const { click, submenu, role } of items) {
    const own = OWN_ITEMS[role ?? '']
    if (own !== undefined) sent.push(own)
    const run = click as (() => void) | undefined
    run?.()
    if (Array.isArray(submenu)) commandsOf(submenu, sent)
  }
}

test.each(['darwin', 'win32', 'linux'] as const)('every action is in the menu on %s', platform => {
  const sent: string[] = []
  commandsOf(
    menuTemplate(platform, command => sent.push(command)),
    sent,
  )
  expect(sent.toSorted()).toEqual(ids.toSorted())
})

test('every action but the palette itself is in the palette', () => {
  const items = paletteItems({
    scope: 'all',
    profiles: [],
    places: NO_PLACES,
    buckets: new Map(),
    whyNot: () => undefined,
    shortcutOf: () => undefined,
  })
  const offered = items.flatMap(item => (item.type === 'action' ? [item.action as string] : []))
  expect([...offered, 'palette'].toSorted()).toEqual(ids.toSorted())
})

test('every action is in the help sheet', () => {
  const told = helpGroups('').flatMap(({ items }) => items.map(({ label }) => label))
  expect(told).toEqual(expect.arrayContaining(ACTION_LIST.map(({ label }) => label)))
})
