import { expect, test } from 'vitest'
import { DEFAULT_SORT } from '#shared/listing.ts'
import { HitTable } from './hit-table.ts'
import { nameOfKey } from './query-filter.ts'

const object = (key: string, size = 1) => ({
  key,
  size,
  modified: size * 1000,
  etag: `e${size}`,
  storageClass: 'STANDARD',
})

test('hits keep bucket and key, however odd, and are found again', () => {
  const table = new HitTable()
  const keys = ['a', '/a', 'a//b', 'a/b/', 'a/', '//', 'x/a', 'x/y/a', 'ü/漢']
  table.add(
    'one',
    keys.map((key, index) => object(key, index)),
  )
  table.add('two', [object('a', 99)])
  const hits = [...table.order(DEFAULT_SORT)].map(row => table.hit(row))
  expect(hits).toHaveLength(keys.length + 1)
  for (const [index, key] of keys.entries()) {
    const row = table.rowOf('one', key)
    expect(row).toBe(index)
    expect(table.hit(index)).toEqual({ bucket: 'one', ...object(key, index) })
    expect(table.key(index)).toBe(key)
  }
  expect(table.hit(table.rowOf('two', 'a') ?? -1).size).toBe(99)
  expect(table.rowOf('two', 'x/a')).toBeUndefined()
})

test('hits sort by name across folders, and by size', async () => {
  const table = new HitTable()
  table.add('b', [object('z/file2', 3), object('a/file10', 1), object('file1', 2)])
  const names = [...table.order(DEFAULT_SORT)].map(row => nameOfKey(table.key(row)))
  expect(names).toEqual(['file1', 'file2', 'file10'])
  expect(table.rowStartingWith(DEFAULT_SORT, 'FILE', 1)).toBe(1)
  expect(table.rowStartingWith(DEFAULT_SORT, 'file10', 0)).toBe(2)
  expect(table.rowStartingWith(DEFAULT_SORT, 'z', 0)).toBeUndefined()
  await table.prepare({ ...DEFAULT_SORT, column: 'size' }, new AbortController().signal)
  const bySize = table.order({ column: 'size', direction: 'descending', foldersFirst: false })
  expect([...bySize].map(row => table.hit(row).size)).toEqual([3, 2, 1])
})
