import { expect, test } from 'vitest'
import { DEFAULT_SORT } from '#shared/listing.ts'
import type { HitSort } from '#shared/search.ts'
import { finish } from '../turns/slices.ts'
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

const byFolder: HitSort = { ...DEFAULT_SORT, column: 'folder' }
const whereAll = (table: HitTable, sort: HitSort) =>
  [...table.order(sort)].map(row => `${table.bucket(row)}/${table.key(row)}`)

test('hits sort by bucket and folder, inside a folder by name, in either direction', async () => {
  const table = new HitTable()
  // In the order of their keys, so that folders are left for those below them, and come back.
  table.add(
    'two',
    ['a2/z', 'a10/b/1', 'a10/c10', 'a10/c9', 'top'].map(key => object(key)),
  )
  table.add('one', [object('x/y')])
  await table.prepare(byFolder, new AbortController().signal)
  const ascending = ['one/x/y', 'two/top', 'two/a2/z', 'two/a10/c9', 'two/a10/c10', 'two/a10/b/1']
  expect(whereAll(table, byFolder)).toEqual(ascending)
  const folders = { ...byFolder, direction: 'descending' } as const
  expect(whereAll(table, folders)).toEqual([
    'two/a10/b/1',
    'two/a10/c9',
    'two/a10/c10',
    'two/a2/z',
    'two/top',
    'one/x/y',
  ])
  const inBytes = { ...byFolder, names: 'bytes' } as const
  expect(whereAll(table, inBytes).slice(2, 4)).toEqual(['two/a10/c10', 'two/a10/c9'])
  // What is found later is put in.
  table.add('one', [object('x/a')])
  expect(whereAll(table, byFolder)).toEqual(['one/x/a', ...ascending])
})

test('hits that are gone are in no order, no count and no search for them', () => {
  const table = new HitTable()
  table.add('one', [object('a/same', 5), object('b/same', 7), object('c/other', 11)])
  table.add('two', [object('a/same', 13)])
  const { version } = table
  finish(table.remove('one', new Set(['a/same', 'never/there', 'other'])))
  const left = ['one/c/other', 'one/b/same', 'two/a/same']
  expect(whereAll(table, DEFAULT_SORT)).toEqual(left)
  expect(whereAll(table, byFolder)).toEqual(['one/b/same', 'one/c/other', 'two/a/same'])
  expect(table).toMatchObject({ count: 3, bytes: 31 })
  expect(table.version).toBeGreaterThan(version)
  expect(table.rowStartingWith(DEFAULT_SORT, 'same', 0)).toBe(1)
  // Told once more, nothing is taken away twice.
  finish(table.remove('one', new Set(['a/same'])))
  expect(table).toMatchObject({ count: 3, bytes: 31, version: version + 1 })
  // An object of the same name that is found later is a hit of its own.
  table.add('one', [object('a/same', 1)])
  expect(whereAll(table, byFolder)[0]).toBe('one/a/same')
})
