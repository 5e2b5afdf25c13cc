import type { Page } from 'playwright/test'
import type { MirrorClass, MirrorPlan, MirrorRow, MirrorTally } from '#shared/mirror.ts'
import { but, failed, NOW } from './sample.ts'
import { press, type State } from './state.ts'

const tally = (items: number, bytes: number): MirrorTally => ({
  items,
  bytes,
  excludedItems: 0,
  excludedBytes: 0,
})

const plan: MirrorPlan = {
  id: 'mirror',
  direction: 'up',
  version: 0,
  tallies: {
    new: tally(2, 4_118_224),
    changed: { ...tally(3, 48_220_118), excludedItems: 1, excludedBytes: 18_118 },
    same: tally(12_480, 92_481_221_004),
    extra: tally(18, 240_118_552),
    'left-out': tally(2, 0),
  },
  replacesNewer: 0,
  sourceEmpty: false,
}

const line = (
  number: number,
  name: string,
  of: MirrorClass,
  reason: string,
  [local, object]: readonly [number | undefined, number | undefined],
): MirrorRow => ({
  number,
  name,
  class: of,
  reason,
  excluded: false,
  ...(local === undefined ? {} : { local: { size: local, modified: NOW } }),
  ...(object === undefined ? {} : { object: { size: object, modified: NOW - 10_800_000 } }),
})

const rows: MirrorRow[] = [
  line(0, '.git', 'left-out', 'It is left out by the pattern “.git” of the settings.', [
    undefined,
    undefined,
  ]),
  line(
    1,
    'assets/cover.jpg',
    'changed',
    'The local file is newer by 3 hours.',
    [48_202_000, 48_202_000],
  ),
  {
    ...line(
      2,
      'assets/logo.svg',
      'changed',
      'Sizes differ. The local file is newer by 2 days.',
      [18_118, 4_118],
    ),
    excluded: true,
  },
  line(
    3,
    'customer exports/2026-06-full-history-of-all-orders-and-returns-of-the-quarter.csv',
    'new',
    'Only in the folder.',
    [4_118_224, undefined],
  ),
  line(4, 'empty/', 'new', 'An empty folder.', [undefined, undefined]),
  line(
    5,
    'index.html',
    'same',
    'As large, and stored after the file was last changed.',
    [812, 812],
  ),
  line(6, 'link', 'left-out', 'It is a link; links are not followed.', [undefined, undefined]),
  line(7, 'old/report.pdf', 'extra', 'Only in the bucket.', [undefined, 240_118_552]),
]

const answers = {
  'folders.default': { value: { handle: 'folder', path: '/home/ada/site' } },
  'folders.use': { value: { handle: 'folder', path: '/home/ada/site' } },
  'mirrors.plan': { value: plan },
  'mirrors.rows': { value: { rows } },
  'mirrors.exclude': { value: plan },
} as const

const browser = { shell: 'browser' } as const

async function open(page: Page) {
  await press('ControlOrMeta+k')(page)
  await page.getByRole('combobox').fill('mirror folder')
  await page.getByRole('option', { name: 'Mirror folder…' }).click()
  await page.getByRole('dialog', { name: 'Mirror a folder' }).waitFor()
}

async function compare(page: Page) {
  await open(page)
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
}

async function preview(page: Page) {
  await compare(page)
  await page.getByRole('list', { name: 'Names' }).waitFor()
}

/** A folder made like a context, or the other way round: asked, compared, looked at, agreed to. */
export const mirrorStates: readonly State[] = [
  {
    name: 'mirror',
    scenario: but(answers, browser),
    act: open,
    shows: /Nothing on this computer is changed/,
  },
  {
    name: 'mirror in the desktop app',
    scenario: but({}),
    act: async page => {
      await open(page)
      await page.getByText('From the bucket to the folder').click()
      await page.getByText('Checksum').click()
      await page.getByRole('button', { name: 'Compare', exact: true }).click()
    },
    shows: 'Choose a folder.',
  },
  {
    name: 'mirror that cannot be compared',
    scenario: but({ ...answers, 'mirrors.plan': { failure: failed('denied') } }, browser),
    act: compare,
    shows: failed('denied').message,
  },
  {
    name: 'mirror while it compares',
    scenario: but(
      { ...answers, 'mirrors.plan': { pending: true } },
      { ...browser, planProgress: { items: 48_220, bytes: 48_220_118_000 } },
    ),
    act: compare,
    shows: /48,220 names, 48.2 GB so far/,
  },
  {
    name: 'mirror preview',
    scenario: but(answers, browser),
    act: preview,
    shows: /2 new and 2 changed/,
  },
  {
    name: 'mirror preview with deletions and warnings',
    scenario: but(
      {
        ...answers,
        'mirrors.plan': { value: { ...plan, replacesNewer: 2, sourceEmpty: true } },
      },
      browser,
    ),
    act: async page => {
      await preview(page)
      await page.getByRole('checkbox', { name: /^Delete what is only/ }).click()
      await page.getByText('Only in the bucket 18').click()
    },
    shows: /replaced by something older/,
  },
  {
    name: 'mirror preview that is the same',
    scenario: but(
      {
        ...answers,
        'mirrors.plan': {
          value: {
            ...plan,
            direction: 'down',
            tallies: {
              ...plan.tallies,
              new: tally(0, 0),
              changed: tally(0, 0),
              extra: tally(0, 0),
            },
          },
        },
        'mirrors.rows': { value: { rows: rows.filter(row => row.class === 'same') } },
      },
      browser,
    ),
    act: preview,
    shows: /Nothing to copy; 12,480 the same/,
  },
  {
    name: 'mirror deletions asked',
    scenario: but(answers, browser),
    act: async page => {
      await preview(page)
      await page.getByRole('checkbox', { name: /^Delete what is only/ }).click()
      await page.getByRole('button', { name: /delete 18…/i }).click()
    },
    shows: 'There is no trash to bring them back from.',
  },
  {
    name: 'mirror that cannot start',
    scenario: but({ ...answers, 'mirrors.start': { failure: failed('unreachable') } }, browser),
    act: async page => {
      await preview(page)
      await page.getByRole('button', { name: /^Upload 4/ }).click()
    },
    shows: failed('unreachable').message,
  },
]
