import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { S3Object } from '#shared/s3.ts'
import { EntryTable } from './entry-table.ts'

function object(key: string, rest: Partial<S3Object> = {}): S3Object {
  return { key, size: 1, modified: 1, etag: 'e', storageClass: 'STANDARD', ...rest }
}

test('what goes in comes out unchanged', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 }).filter(value => value.isWellFormed())
  const objects = fc.uniqueArray(
    fc.record({
      key: text.map(name => `p/${name.replaceAll('/', '')}`),
      size: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      modified: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      etag: fc.oneof(
        text,
        fc.stringMatching(/^[0-9a-f]{32}$/),
        fc.stringMatching(/^[0-9a-f]{32}-[1-9][0-9]{0,3}$/),
      ),
      storageClass: fc.constantFrom('STANDARD', 'GLACIER', 'EXPRESS_ONEZONE'),
    }),
    { selector: ({ key }) => key },
  )
  fc.assert(
    fc.property(objects, all => {
      const table = new EntryTable('p/')
      table.append({ objects: all, commonPrefixes: [] })
      table.trim()
      const out = all.map((_, row) => table.entry(row))
      expect(out).toEqual(all.map(one => ({ type: 'file', name: one.key.slice(2), ...one })))
      expect(all.map(({ key }) => table.rowOf(key))).toEqual(all.map((_, row) => row))
    }),
    { seed: 3 },
  )
})

test('the empty marker of the folder itself is no row, a real object of that name is one', () => {
  const marker = new EntryTable('a/')
  marker.append({ objects: [object('a/', { size: 0 })], commonPrefixes: [] })
  expect(marker.count).toBe(0)

  const real = new EntryTable('a/')
  real.append({ objects: [object('a/', { size: 5 })], commonPrefixes: ['a//'] })
  expect([real.entry(0), real.entry(1)]).toMatchObject([
    { type: 'folder', prefix: 'a//', name: '' },
    { type: 'file', key: 'a/', name: '' },
  ])
  expect([real.rowOf('a//'), real.rowOf('a/')]).toEqual([0, 1])
})

test('a folder and a file of one name are two rows', () => {
  const table = new EntryTable('')
  table.append({ objects: [object('a')], commonPrefixes: ['a/'] })
  expect([table.folders, table.files, table.rowOf('a'), table.rowOf('a/')]).toEqual([1, 1, 1, 0])
})

test('a key from elsewhere is an error, not a row', () => {
  const table = new EntryTable('a/')
  expect(() => table.append({ objects: [object('b/x')], commonPrefixes: [] })).toThrow(
    'not in “a/”',
  )
})

test('a key of fifty characters costs less than 120 bytes', () => {
  const table = new EntryTable('logs/2026/')
  for (let page = 0; page < 50; page += 1) {
    const objects = Array.from({ length: 1000 }, (_, at) => {
      const number = String(page * 1000 + at).padStart(8, '0')
      const etag = `${number}${number}${number}${number}`
      return object(`logs/2026/application-server-eu-west-1-${number}.json.gz`, { etag })
    })
    table.append({ objects, commonPrefixes: [] })
  }
  table.trim()
  expect(table.byteLength / table.count).toBeLessThan(120)
})
