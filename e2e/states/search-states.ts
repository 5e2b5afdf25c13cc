import type { Page } from 'playwright/test'
import type { SearchState } from '#shared/search.ts'
import { but, failed, folder, NOW } from './sample.ts'
import { press, type State } from './state.ts'

const hits = [
  'archive/2024/annual-report-2024.pdf',
  'archive/2025/annual-report-2025.pdf',
  'customer exports/report of a customer with a name that does not end.csv',
  'reports.json',
  'screenshots/report header.png',
].map((key, index) => ({
  bucket: 'acme-reports',
  key: `2026/${key}`,
  size: 4_118 * (index + 1) ** 3,
  modified: NOW - index * 86_400_000,
  etag: 'e1',
  storageClass: index === 0 ? 'GLACIER_IR' : 'STANDARD',
}))
const done: SearchState = {
  id: 'search',
  version: 1,
  status: 'done',
  canGoOn: false,
  hits: hits.length,
  bytes: hits.reduce((sum, { size }) => sum + size, 0),
  scanned: 1_204_118,
  requests: 1205,
  elapsed: 4_118,
  buckets: 1,
  bucketsDone: 1,
  failures: [],
  outdated: false,
}
const finding = (state: SearchState) =>
  but({
    'searches.start': { value: state },
    'searches.rows': { value: { version: 1, total: hits.length, rows: hits } },
  })

const searchFor = (text: string) => async (page: Page) => {
  await press('ControlOrMeta+Shift+f')(page)
  await page.getByRole('textbox', { name: 'Search for' }).fill(text)
  await page.keyboard.press('Enter')
}

/** Searches, from the empty form to the end. */
export const searchStates: readonly State[] = [
  {
    name: 'search form with filters',
    scenario: folder,
    act: async page => {
      await press('ControlOrMeta+Shift+f')(page)
      await page.getByRole('button', { name: 'Filters' }).click()
    },
    shows: 'Images',
  },
  {
    name: 'menu of a result',
    scenario: finding(done),
    act: async page => {
      await searchFor('report')(page)
      await page.getByRole('row', { name: 'reports.json' }).click({ button: 'right' })
    },
    shows: 'Drag out…',
  },
  {
    name: 'search under way',
    scenario: finding({
      ...done,
      status: 'running',
      current: { bucket: 'acme-reports', key: '2026/archive/logs/2026-06-17/part-0812.log.gz' },
    }),
    act: async page => {
      await searchFor('report')(page)
      await page.getByRole('row', { name: 'reports.json' }).click()
    },
    shows: /looked through/,
  },
  {
    name: 'search with buckets left out',
    scenario: finding({ ...done, failures: [failed('denied'), failed('denied')] }),
    act: searchFor('report'),
    shows: /2 buckets were left out/,
  },
]
