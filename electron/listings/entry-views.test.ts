import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_SORT, type Entry, type Sort, SortColumn } from '#shared/listing.ts'
import type { ObjectPage, S3Object } from '#shared/s3.ts'
import { EntryTable } from './entry-table.ts'
import { EntryViews } from './entry-views.ts'

function object(key: string, rest: Partial<S3Object> = {}): S3Object {
  const etag = '00112233445566778899aabbccddeeff'
  return { key, size: 1, modified: 0, etag, storageClass: 'STANDARD', ...rest }
}

function table(names: readonly string[], prefix = ''): EntryTable {
  const filled = new EntryTable(prefix)
  filled.append({ objects: names.map(name => object(prefix + name)), commonPrefixes: [] })
  return filled
}

function namesIn(filled: EntryTable, sort: Sort = DEFAULT_SORT, filter = ''): string[] {
  return Array.from(new EntryViews(filled).rows(sort, filter), row => filled.entry(row).name)
}

test('names sort as people count, whatever their case and accents', () => {
  const names = ['file10', 'file2', 'File1', 'zebra', 'éclair', 'apple', 'Eclipse', 'file02', 'x']
  expect(namesIn(table(names))).toEqual([
    'apple',
    'éclair',
    'Eclipse',
    'File1',
    'file02',
    'file2',
    'file10',
    'x',
    'zebra',
  ])
})

test('a number of any length has its place', () => {
  const long = '9'.repeat(300)
  const longer = `1${'0'.repeat(300)}`
  expect(namesIn(table([longer, long, '12', '000000000000000000000000000003', '']))).toEqual([
    '',
    '000000000000000000000000000003',
    '12',
    long,
    longer,
  ])
})

test('folders come first when asked for, and a folder before the file of its name', () => {
  const filled = new EntryTable('a/')
  filled.append({ objects: [object('a/b'), object('a/c')], commonPrefixes: ['a/b/', 'a/d/'] })
  const types = (foldersFirst: boolean) =>
    Array.from(new EntryViews(filled).rows({ ...DEFAULT_SORT, foldersFirst }, ''), row =>
      filled.id(row),
    )
  expect(types(true)).toEqual(['a/b/', 'a/d/', 'a/b', 'a/c'])
  expect(types(false)).toEqual(['a/b/', 'a/b', 'a/c', 'a/d/'])
})

test('rows that arrive later find the place they would have had from the start', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'B', 'é', '0', '1', '9', '.', '漢'),
    maxLength: 6,
  })
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(name, { maxLength: 40 }), { maxLength: 6 }), pages => {
      const streamed = new EntryTable('')
      const views = new EntryViews(streamed)
      for (const page of pages) {
        streamed.append({ objects: page.map(key => object(key)), commonPrefixes: [] })
        views.rows(DEFAULT_SORT, '')
      }
      const whole = table([...new Set(pages.flat())])
      const seen = Array.from(views.rows(DEFAULT_SORT, ''), row => streamed.entry(row).name)
      expect(seen).toEqual(namesIn(whole).filter(text => text !== '' || seen.includes('')))
    }),
    { seed: 1 },
  )
})

test('every order and filter gives what sorting plain objects gives', () => {
  const entry = fc.record({
    name: fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter(isKey),
    size: fc.nat({ max: 5_000_000_000_000 }),
    modified: fc.integer({ min: 0, max: 2_000_000_000_000 }),
    storageClass: fc.constantFrom('STANDARD', 'GLACIER', 'DEEP_ARCHIVE'),
    folder: fc.boolean(),
  })
  const sorts = fc.record({
    column: fc.constantFrom(...SortColumn.options),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
    foldersFirst: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 60 }),
      sorts,
      fc.string({ maxLength: 2 }),
      (all, sort, filter) => {
        const filled = new EntryTable('p/')
        filled.append(asPage(all))
        const views = new EntryViews(filled)
        const seen = Array.from(views.rows(sort, filter), row => filled.entry(row))
        const byName = Array.from(views.rows({ ...DEFAULT_SORT, foldersFirst: false }, ''), row =>
          filled.entry(row),
        )
        expect(seen).toEqual(modelView(byName, sort, filter))
      },
    ),
    { seed: 2, numRuns: 300 },
  )
})

function isKey(name: string): boolean {
  return name.isWellFormed() && !name.includes('/')
}

function asPage(
  all: readonly (Omit<S3Object, 'key' | 'etag'> & { name: string; folder: boolean })[],
): ObjectPage {
  return {
    objects: all
      .filter(({ folder }) => !folder)
      .map(({ name, size, modified, storageClass }) =>
        object(`p/${name}`, { size, modified, storageClass }),
      ),
    commonPrefixes: all.filter(({ folder }) => folder).map(({ name }) => `p/${name}/`),
  }
}

/** The same in plain JavaScript, from entries that are in name order. */
function modelView(byName: readonly Entry[], sort: Sort, filter: string): Entry[] {
  const value = (entry: Entry): number | string => {
    if (entry.type === 'folder' || sort.column === 'name')
      return sort.column === 'storageClass' ? '' : 0
    return entry[sort.column]
  }
  const sign = sort.direction === 'ascending' ? 1 : -1
  const kept = byName.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()))
  const ordered =
    sort.column === 'name' && sign < 0
      ? kept.toReversed()
      : kept.toSorted((a, b) => sign * (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0))
  if (!sort.foldersFirst) return ordered
  return [
    ...ordered.filter(({ type }) => type === 'folder'),
    ...ordered.filter(({ type }) => type === 'file'),
  ]
}
