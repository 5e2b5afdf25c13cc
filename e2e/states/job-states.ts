import { expect, type Page } from 'playwright/test'
import type { FakeControls } from './fake-bridge.ts'
import {
  busy,
  but,
  failed,
  failedZip,
  folder,
  items,
  NOW,
  outage,
  plan,
  transfers,
} from './sample.ts'
import { press, type State, selectAnd } from './state.ts'

const conflict = (name: string, size: number, age: number) => ({
  item: name,
  target: `2026/${name}`,
  name,
  existing: { size, modified: NOW - age * 86_400_000 },
  incoming: { size: size + 4_118, modified: NOW - 3_600_000 },
})
const conflicts = [
  conflict('events.parquet', 240_118_552, 2),
  conflict('customer exports/2026-06-full-history-of-all-orders.csv', 18_118, 40),
  conflict('logo.svg', 4_118, 0),
]

const limits = {
  up: 2_000_000,
  down: 5_000_000,
  lifted: false,
  until: NOW + 7_200_000,
  nextChange: NOW + 7_200_000,
}

/** The server writes whatever is there. */
const lookedAt = { guards: { free: 'look', replaced: 'look' } } as const

/** Bulk jobs: what they ask, and how they run. */
export const jobStates: readonly State[] = [
  {
    name: 'conflicts',
    scenario: but({
      'transfers.planUpload': { value: { ...plan, conflicts, conflictCount: 3 } },
    }),
    act: press('ControlOrMeta+u'),
    shows: /3 names are taken/,
  },
  {
    name: 'conflicts replaced',
    scenario: but({
      'transfers.planUpload': { value: { ...plan, conflicts, conflictCount: 240 } },
    }),
    act: async page => {
      await press('ControlOrMeta+u')(page)
      await page.getByRole('radiogroup', { name: 'logo.svg' }).getByText('Replace').click()
    },
    shows: /replace 1/,
  },
  {
    name: 'conflicts on a server without conditions',
    scenario: but({
      'transfers.planUpload': { value: { ...plan, ...lookedAt, conflicts, conflictCount: 3 } },
    }),
    act: async page => {
      await press('ControlOrMeta+u')(page)
      const note = page.getByText('Pail looks right before each one')
      await expect(page.getByText(/3 names are taken/)).toBeVisible()
      await expect(note).toBeHidden()
      await page.getByRole('radiogroup', { name: 'logo.svg' }).getByText('Replace').click()
    },
    shows: /Pail looks right before each one/,
  },
  {
    name: 'conflicts replaced by a rule',
    scenario: but({
      'transfers.planUpload': { value: { ...plan, conflicts, conflictCount: 240 } },
    }),
    act: async page => {
      await press('ControlOrMeta+u')(page)
      await page.getByRole('radiogroup', { name: 'For all 240' }).getByText('If different').click()
      await page.getByRole('checkbox').click()
    },
    shows: /has the same checksum is skipped/,
  },
  {
    name: 'one conflict',
    scenario: but({
      'transfers.planUpload': {
        value: { ...plan, items: 1, conflicts: conflicts.slice(0, 1), conflictCount: 1 },
      },
    }),
    act: press('ControlOrMeta+u'),
    shows: /is already in/,
  },
  {
    name: 'names left out',
    scenario: but({
      'transfers.planUpload': {
        value: {
          ...plan,
          problems: [
            { name: 'trip/link', effect: 'skipped', reason: 'It is a link to a folder above it.' },
            { name: 'trip/socket', effect: 'skipped', reason: 'It is not a regular file.' },
            { name: 'trip/a\\b.txt', effect: 'renamed', reason: 'It becomes “a_b.txt”.' },
          ],
          problemCount: 3,
        },
      },
    }),
    act: press('ControlOrMeta+u'),
    shows: /left out/,
  },
  {
    name: 'upload that cannot start',
    scenario: but({ 'transfers.planUpload': { failure: failed('denied') } }),
    act: press('ControlOrMeta+u'),
    shows: 'Upload could not start',
  },
  {
    name: 'looking',
    scenario: but(
      { 'transfers.planUpload': { pending: true } },
      { planProgress: { items: 834, bytes: 48_220_118 } },
    ),
    act: press('ControlOrMeta+u'),
    shows: /Looking… 834 items/,
  },
  {
    name: 'preflight while it counts',
    scenario: but(
      { 'transfers.planUpload': { pending: true } },
      { planProgress: { items: 48_220, bytes: 48_220_118_000 } },
    ),
    act: press('ControlOrMeta+u'),
    shows: /48,220 files, 48.2 GB so far/,
  },
  {
    name: 'preflight',
    scenario: but({
      'transfers.planUpload': {
        value: {
          ...plan,
          ...lookedAt,
          items: 12_480,
          bytes: 92_481_221_004,
          requests: { writes: 22_117, reads: 0, deletes: 0 },
          archived: 3,
          seconds: 1_840,
        },
      },
    }),
    act: press('ControlOrMeta+u'),
    shows: /about 22,117 writes and lists/,
  },
  {
    name: 'delete',
    scenario: but({
      'transfers.planDelete': { value: { ...plan, kind: 'delete', items: 12, bytes: 4_118_224 } },
    }),
    act: selectAnd('Delete'),
    shows: 'Delete 12 objects',
  },
  {
    name: 'delete of many',
    scenario: but({
      'transfers.planDelete': {
        value: {
          ...plan,
          kind: 'delete',
          items: 182_405,
          bytes: 92_481_221_004,
          requests: { writes: 183, reads: 0, deletes: 183 },
          archived: 4_118,
        },
      },
    }),
    act: selectAnd('Delete'),
    shows: /to delete them early may be charged/,
  },
  {
    name: 'delete while it counts',
    scenario: but(
      { 'transfers.planDelete': { pending: true } },
      { planProgress: { items: 88_120, bytes: 92_481_221_004 } },
    ),
    act: selectAnd('Delete'),
    shows: /88,120 objects/,
  },
  {
    name: 'download target',
    scenario: but({}, { shell: 'browser' }),
    act: selectAnd('ControlOrMeta+d'),
    shows: 'Through the browser',
  },
  {
    name: 'zip target',
    scenario: but({}, { shell: 'browser' }),
    act: async page => {
      await press('ControlOrMeta+k')(page)
      await page.getByRole('combobox').fill('as zip')
      await page.getByRole('option', { name: /ZIP/ }).first().click()
    },
    shows: /as ZIP/,
  },
  {
    name: 'zip with other names',
    scenario: but({
      'transfers.planZip': {
        value: {
          ...plan,
          kind: 'zip',
          problems: [
            {
              name: '2026/what?.txt',
              effect: 'renamed',
              reason: 'Not every system can unpack it; it is “2026/what%3F.txt” in the zip.',
            },
          ],
          problemCount: 1,
        },
      },
    }),
    act: async page => {
      await press('ControlOrMeta+k')(page)
      await page.getByRole('combobox').fill('as zip')
      await page.getByRole('option', { name: /ZIP/ }).first().click()
    },
    shows: /Zip 14 objects/,
  },
  {
    name: 'zip that failed',
    scenario: but({
      'transfers.list': {
        value: { summary: busy, total: 1, transfers: [failedZip] },
      },
    }),
    act: page => page.getByRole('button', { name: /^Transfers/ }).click(),
    shows: /so there is none/,
  },
  {
    name: 'transfers running',
    scenario: but({
      'transfers.list': { value: { summary: busy, total: transfers.length, transfers } },
    }),
    act: async page => {
      for (const [step, speed] of [20, 48, 44, 61, 58, 64, 60, 62].entries()) {
        await announceSummary(page, { ...busy, version: 3 + step, speed: speed * 1e6 })
        await page.clock.runFor(600)
      }
    },
    shows: /2 min left/,
  },
  {
    name: 'transfers limited',
    scenario: but({
      'transfers.list': {
        value: {
          summary: { ...busy, speed: 1_980_000, bandwidth: limits },
          total: transfers.length,
          transfers,
        },
      },
    }),
    act: page => page.getByRole('button', { name: /^Speed limit/ }).click(),
    shows: 'No limit for an hour',
  },
  {
    name: 'limit lifted',
    scenario: but({
      'transfers.list': {
        value: {
          summary: { ...busy, bandwidth: { up: 0, down: 0, lifted: true, until: NOW + 3_600_000 } },
          total: transfers.length,
          transfers,
        },
      },
    }),
    act: page => page.getByRole('button', { name: /^Speed limit/ }).click(),
    shows: 'Limit again now',
  },
  {
    name: 'transfers dock',
    scenario: but({
      'transfers.list': { value: { summary: busy, total: transfers.length, transfers } },
    }),
    act: page => page.getByRole('button', { name: /^Transfers/ }).click(),
    shows: 'Clear finished',
  },
  {
    name: 'transfer items',
    scenario: but({
      'transfers.list': { value: { summary: busy, total: transfers.length, transfers } },
      'transfers.items': {
        value: {
          total: items.length,
          tally: { waiting: 1, moving: 1, done: 2, skipped: 1, failed: 1 },
          items,
        },
      },
    }),
    act: async page => {
      await page.getByRole('button', { name: /^Transfers/ }).click()
      await page.getByRole('button', { name: 'Items of the download of 48 items' }).click()
    },
    shows: 'It is a link; links are not followed.',
  },
  {
    name: 'waiting for the network',
    scenario: but({
      'transfers.list': {
        value: {
          summary: { ...busy, running: 0, waiting: 2, network: outage },
          total: transfers.length,
          transfers,
        },
      },
    }),
    act: page => page.getByRole('button', { name: /^Transfers/ }).click(),
    shows: /2 transfers wait for the network/,
  },
  {
    name: 'somebody else in place of the server',
    scenario: but({
      'transfers.list': {
        value: {
          summary: {
            ...busy,
            running: 0,
            waiting: 2,
            network: { ...outage, instead: 'someone-else' },
          },
          total: transfers.length,
          transfers,
        },
      },
    }),
    act: page => page.getByRole('button', { name: /^Transfers/ }).click(),
    shows: /If the network wants you to sign in/,
  },
  {
    name: 'transfers dock empty',
    scenario: folder,
    act: page => page.getByRole('button', { name: /^Transfers/ }).click(),
    shows: /are listed here/,
  },
]

async function announceSummary(page: Page, summary: typeof busy) {
  await page.evaluate(value => {
    const { fakePail } = window as unknown as { fakePail: FakeControls }
    fakePail.announce('transfers.changed', value)
  }, summary)
}
