import type { Page } from 'playwright/test'
import type { FakeControls } from './fake-bridge.ts'
import { busy, but, failed, folder, NOW, plan, transfers } from './sample.ts'
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
      { planProgress: { items: 1234, bytes: 48_220_118 } },
    ),
    act: press('ControlOrMeta+u'),
    shows: /Looking… 1,234 items/,
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
    name: 'transfers running',
    scenario: but({ 'transfers.list': { value: { summary: busy, transfers } } }),
    act: async page => {
      for (const [step, speed] of [20, 48, 44, 61, 58, 64, 60, 62].entries()) {
        await announceSummary(page, { ...busy, version: 3 + step, speed: speed * 1e6 })
        await page.clock.runFor(600)
      }
    },
    shows: /2 min left/,
  },
  {
    name: 'transfers dock',
    scenario: but({ 'transfers.list': { value: { summary: busy, transfers } } }),
    act: page => page.getByRole('button', { name: /^Transfers/ }).click(),
    shows: 'Clear finished',
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
