import type { Page } from 'playwright/test'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { but, complete, folder, NOW, oddRows } from './sample.ts'
import { press, type State, selectAnd } from './state.ts'

const at = (prefix: string, bucket = 'acme-reports', profileId = 'work') => ({
  profileId,
  bucket,
  prefix,
})
const tabOf = (...prefixes: string[]) => ({
  panes: prefixes.map(prefix => ({ type: 'folder' as const, location: at(prefix) })),
  active: 0 as const,
  split: 0.5,
})
const tabs = [
  tabOf('2026/'),
  tabOf('2026/customer exports/'),
  tabOf('2026/invoices/', '2026/archive/'),
  { panes: [{ type: 'profile' as const, profileId: 'lab' }], active: 0 as const, split: 0.5 },
]
const favorites = [
  { ...at('2026/invoices/'), id: 'f1', profileLabel: 'Work' },
  { ...at('2026/customer exports/2026-06 full history/'), id: 'f2', profileLabel: 'Work' },
  { ...at('', 'acme-archive', 'production'), id: 'f3', profileLabel: 'Production archive' },
  { ...at('scratch/', 'lab', 'gone'), id: 'f4', profileLabel: 'Old laptop', name: 'Scratch' },
]
const places = {
  favorites,
  recents: [at('2026/'), at('2026/archive/logs/'), at('', 'acme-archive', 'production')].map(
    (place, index) => ({ ...place, profileLabel: 'Work', visited: NOW - index * 60_000 }),
  ),
  usedActions: ['refresh', 'toggle-preview'],
}
const kept = but({
  'places.get': { value: places },
  'places.contexts': {
    value: {
      prefixes: ['archive/', 'customer exports/', 'invoices/', 'scans/'].map(
        name => `2026/${name}`,
      ),
      more: false,
    },
  },
  'workspace.get': { value: { tabs, active: 0 } },
})
const icons = { ...DEFAULT_SETTINGS, viewModes: { 'work/acme-reports': 'grid' as const } }

const typePath = (text: string) => async (page: Page) => {
  await press('ControlOrMeta+l')(page)
  await page.getByRole('combobox', { name: 'Go to' }).fill(text)
}

/** The window's own parts: tabs, panes, ways to get around, and names in place. */
export const windowStates: readonly State[] = [
  { name: 'tabs and favorites', scenario: kept, shows: 'customer exports' },
  {
    name: 'two panes',
    scenario: but({ 'workspace.get': { value: { tabs, active: 2 } } }),
    act: async page => {
      const rows = page.getByRole('row', { name: 'events.parquet' })
      await rows.nth(1).click()
    },
    shows: 'archive',
  },
  {
    name: 'local folder beside',
    scenario: but({ 'local.list': { value: { ...complete, id: 'local' } } }),
    act: press('Shift+F3'),
    shows: 'Downloads',
  },
  {
    name: 'favorite menu',
    scenario: kept,
    act: page =>
      page
        .getByRole('region', { name: 'Favorites' })
        .getByRole('button', { name: /^invoices/ })
        .click({ button: 'right' }),
    shows: 'Remove from favorites',
  },
  {
    name: 'recent places',
    scenario: kept,
    act: page => page.getByRole('button', { name: 'Recent places' }).click(),
    shows: 'Clear recent places',
  },
  {
    name: 'palette',
    scenario: kept,
    act: async page => {
      await press('ControlOrMeta+k')(page)
      await page.getByRole('combobox').fill('copy')
    },
    shows: /Copy as|Copy ARN/,
  },
  {
    name: 'path siblings',
    scenario: kept,
    act: page => page.getByRole('button', { name: 'Show what is beside acme-reports' }).click(),
    shows: 'acme-backups',
  },
  {
    name: 'path completion',
    scenario: kept,
    act: typePath('s3://acme-reports/2026/s'),
    shows: 'scans',
  },
  {
    name: 'view menu',
    scenario: kept,
    act: page => page.getByRole('button', { name: 'View and settings' }).click(),
    shows: 'Comfortable',
  },
  {
    name: 'column menu',
    scenario: folder,
    act: page =>
      page.getByRole('columnheader', { name: 'Size', exact: true }).click({ button: 'right' }),
    shows: 'Reset columns',
  },
  { name: 'odd names', scenario: but({}, { rows: oddRows }), shows: 'two dots' },
  {
    name: 'odd names as icons',
    scenario: but({ 'settings.get': { value: icons } }, { rows: oddRows, shell: 'browser' }),
    shows: 'two dots',
  },
  {
    name: 'copy to',
    scenario: folder,
    act: async page => {
      await page.getByRole('row', { name: 'events.parquet' }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Copy to…' }).click()
    },
    shows: 'Bucket and folder',
  },
  {
    name: 'rename in place',
    scenario: but({
      'objects.resolve': { value: { type: 'file', location: at('2026/') } },
    }),
    act: async page => {
      await selectAnd('F2')(page)
      await page.keyboard.type('readme')
    },
    shows: /is taken/,
  },
]
