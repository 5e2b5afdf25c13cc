import { expect, test } from 'vitest'
import type { MirrorPlan } from '#shared/mirror.ts'
import { classChoices, mirrorSummary, startLabel } from './mirror-words.ts'

const tally = (items: number, bytes: number, excludedItems = 0, excludedBytes = 0) => {
  return { items, bytes, excludedItems, excludedBytes }
}
const plan: MirrorPlan = {
  id: 'p',
  direction: 'up',
  version: 0,
  tallies: {
    new: tally(3, 300, 1, 100),
    changed: tally(2, 1_000),
    same: tally(1_204, 0),
    extra: tally(12, 4_000, 2, 1_000),
    'left-out': tally(0, 0),
  },
  replacesNewer: 0,
  sourceEmpty: false,
}

test('what was taken out is in no sum', () => {
  expect(mirrorSummary(plan)).toBe('2 new and 2 changed, 1.2 kB; 1,204 the same.')
  expect(startLabel(plan, false)).toBe('Upload 4')
  expect(startLabel(plan, true)).toBe('Upload 4, delete 10…')
  expect(startLabel({ ...plan, direction: 'down' }, false)).toBe('Download 4')
})

test('the filter names the side that something is only in', () => {
  const labels = classChoices({ ...plan, direction: 'down' }).map(({ label }) => label)
  expect(labels).toEqual([
    'All',
    'New 3',
    'Changed 2',
    'Only in the folder 12',
    'Same 1,204',
    'Left out',
  ])
})

test('where there is nothing to copy, the button is about what is deleted', () => {
  const tallies = { ...plan.tallies, new: tally(0, 0), changed: tally(0, 0) }
  expect(mirrorSummary({ ...plan, tallies })).toBe('Nothing to copy; 1,204 the same.')
  expect(startLabel({ ...plan, tallies }, true)).toBe('Delete 10…')
  expect(startLabel({ ...plan, tallies }, false)).toBe('Upload')
})
