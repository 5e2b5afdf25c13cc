import { expect, test } from 'vitest'
import { DEFAULT_SORT } from '#shared/listing.ts'
import type { HitSort } from '#shared/search.ts'
import { nextSort } from './next-sort.ts'

test('another column starts where one looks first, the same one turns around', () => {
  const byName: HitSort = DEFAULT_SORT
  const byFolder = nextSort(byName, 'folder')
  expect(byFolder).toEqual({ ...DEFAULT_SORT, column: 'folder', direction: 'ascending' })
  expect(nextSort(byFolder, 'folder').direction).toBe('descending')
  for (const column of ['size', 'modified'] as const) {
    const first = nextSort(byFolder, column)
    expect(first).toMatchObject({ column, direction: 'descending' })
    expect(nextSort(first, column).direction).toBe('ascending')
  }
})
