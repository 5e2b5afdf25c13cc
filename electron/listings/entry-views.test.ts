import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { compareKeys } from '#shared/key-order.ts'
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

test('rows put in order as they come, while a view is being made, are in the order of all', async () => {
  const all = Array.from({ length: 12_345 }, (_, at) => `${(at * 7919) % 12_345}-${at % 7}`)
  const streamed = new EntryTable('')
  let clock = 0
  const now = () => {
    clock += 5
    return clock
  }
  const views = new EntryViews(streamed, { now, sleep: () => nextTurn() })
  for (let from = 0; from < all.length; from += 1000) {
    const objects = all.slice(from, from + 1000).map(key => object(key))
    streamed.append({ objects, commonPrefixes: [] })
    views.rows(DEFAULT_SORT, '', true)
    void views.keepUp()
    await nextTurn()
  }
  const seen = Array.from(views.rows(DEFAULT_SORT, ''), row => streamed.entry(row).name)
  expect(seen).toEqual(namesIn(table(all)))
})

test('rows that arrive later find the place they would have had from the start', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'B', 'é', '0', '1', '9', '.', '漢'),
    minLength: 1,
    maxLength: 6,
  })
  const names = fc.uniqueArray(name, { maxLength: 200 })
  fc.assert(
    fc.property(names, fc.integer({ min: 1, max: 50 }), (all, size) => {
      const streamed = new EntryTable('')
      const views = new EntryViews(streamed)
      for (let from = 0; from < all.length; from += size) {
        const objects = all.slice(from, from + size).map(key => object(key))
        streamed.append({ objects, commonPrefixes: [] })
        views.rows(DEFAULT_SORT, '')
      }
      const seen = Array.from(views.rows(DEFAULT_SORT, ''), row => streamed.entry(row).name)
      expect(seen).toEqual(namesIn(table(all)))
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
    names: fc.constantFrom('natural' as const, 'bytes' as const),
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
        const inNames = { ...DEFAULT_SORT, foldersFirst: false, names: sort.names }
        const byName = Array.from(views.rows(inNames, ''), row => filled.entry(row))
        expect(seen).toEqual(modelView(byName, sort, filter))
      },
    ),
    { seed: 2, numRuns: 300 },
  )
})

test('names in byte order stand as S3 lists them, whatever page they came with', () => {
  const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }).filter(isKey)
  fc.assert(
    fc.property(fc.uniqueArray(name), fc.nat({ max: 20 }), (names, cut) => {
      const filled = new EntryTable('')
      const views = new EntryViews(filled)
      const shown = () => Array.from(views.rows(IN_BYTES, ''), row => filled.entry(row).name)
      const objects = names.map(key => object(key))
      filled.append({ objects: objects.slice(0, cut), commonPrefixes: [] })
      expect(shown()).toEqual(names.slice(0, cut).toSorted(compareKeys))
      filled.append({ objects: objects.slice(cut), commonPrefixes: [] })
      expect(shown()).toEqual(names.toSorted(compareKeys))
    }),
    { seed: 9, numRuns: 200 },
  )
})

test('a table that grows is ordered beside other work, for a tenth of the time', async () => {
  const filled = new EntryTable('')
  const asleep: { milliseconds: number; wake: () => void }[] = []
  let time = 0
  let told = 0
  const views = new EntryViews(filled, {
    onNewer: () => {
      told += 1
    },
    // Every look at the clock is 5 ms later.
    now: () => {
      time += 5
      return time
    },
    sleep: milliseconds =>
      new Promise<void>(wake => {
        asleep.push({ milliseconds, wake })
      }),
  })
  const grow = (letter: string, count: number) => {
    const objects = Array.from({ length: count }, (_, at) => object(`${letter}${at}`))
    filled.append({ objects, commonPrefixes: [] })
  }
  const rows = () => views.rows(DEFAULT_SORT, '', true)
  grow('a', 20)
  const first = rows()
  grow('b', 9000)
  expect(rows()).toBe(first)
  grow('c', 10)
  // At work by now, and at rest nine times as long as it worked; nobody starts it twice.
  expect(rows()).toBe(first)
  for (let slice = 0; told === 0; slice += 1) {
    expect(slice).toBeLessThan(50)
    await vi.waitFor(() => expect(asleep.length + told).toBeGreaterThan(0))
    expect(asleep.length).toBeLessThanOrEqual(1)
    for (const { milliseconds, wake } of asleep.splice(0)) {
      expect(milliseconds).toBeGreaterThanOrEqual(5 * 9)
      wake()
      await null
    }
  }
  expect(rows()).toHaveLength(9020)
  expect(views.rows(DEFAULT_SORT, '', false)).toHaveLength(9030)
})

test('an order that was prepared is the one that is given, and is worked out by and by', async () => {
  const filled = table(Array.from({ length: 20_000 }, (_, at) => `file ${(at * 7919) % 20_000}`))
  const sort: Sort = { ...DEFAULT_SORT, column: 'size' }
  const views = new EntryViews(filled)
  const { signal } = new AbortController()
  await views.prepare(sort, '1', false, signal)
  const rows = views.rows(sort, '1')
  expect(views.rows(sort, '1')).toBe(rows)
  expect(Array.from(rows)).toEqual(Array.from(new EntryViews(filled).rows(sort, '1')))
  const gone = AbortSignal.abort(new Error('The tab is closed'))
  await expect(views.prepare(DEFAULT_SORT, 'x', false, gone)).rejects.toThrow('The tab is closed')
})

const IN_BYTES: Sort = { ...DEFAULT_SORT, names: 'bytes' }

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
