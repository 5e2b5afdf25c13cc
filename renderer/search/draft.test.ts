import { expect, test } from 'vitest'
import { chipsOf, draftProblem, EMPTY_DRAFT, parseSize, queryOf } from './draft.ts'

test.each([
  ['', undefined],
  ['512', 512],
  ['10 kB', 10_000],
  ['1.5 GiB', 1_610_612_736],
  ['2m', 2_000_000],
  ['1,5 MB', 1_500_000],
  ['3 bytes', 3],
  ['ten', 'wrong'],
  ['1.2.3', 'wrong'],
  ['5 XB', 'wrong'],
])('the size “%s” is %s', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes)
})

test('what cannot be searched for says why', () => {
  expect(draftProblem(EMPTY_DRAFT)).toBeUndefined()
  expect(draftProblem({ ...EMPTY_DRAFT, sizeFrom: '2 MB', sizeTo: '1 MB' })).toMatch(/least/)
  const days = { ...EMPTY_DRAFT, age: 'between' as const, from: '2026-02-01', to: '2026-01-01' }
  expect(draftProblem(days)).toMatch(/first day/)
})

test('a query has what is set, and nothing of what is not', () => {
  const { extensions, ...bare } = queryOf({ ...EMPTY_DRAFT, families: ['image'] }, 0)
  expect(extensions).toContain('png')
  expect(bare).toEqual({
    text: '',
    syntax: 'substring',
    wholeKey: false,
    matchCase: false,
    storageClasses: [],
  })
  const days = { ...EMPTY_DRAFT, age: 'between' as const, from: '2026-02-01', to: '2026-02-01' }
  const { modifiedFrom = 0, modifiedTo = 0 } = queryOf(days, 0)
  expect(modifiedTo - modifiedFrom).toBe(24 * 60 * 60 * 1000 - 1)
  expect(queryOf({ ...EMPTY_DRAFT, age: 'day' }, 1e12).modifiedFrom).toBe(1e12 - 86_400_000)
})

test('each filter is a chip, and taking it away leaves the others', () => {
  const draft = {
    ...EMPTY_DRAFT,
    families: ['image', 'video'] as const,
    sizeFrom: '1 MB',
    age: 'week' as const,
    storageClasses: ['GLACIER'],
    wholeKey: true,
  }
  const chips = chipsOf(draft)
  expect(chips.map(({ label }) => label)).toEqual([
    'Images',
    'Video',
    'From 1 MB',
    'Last 7 days',
    'Glacier Flexible',
    'Whole key',
  ])
  for (const { without } of chips) expect(chipsOf(without)).toHaveLength(chips.length - 1)
})
