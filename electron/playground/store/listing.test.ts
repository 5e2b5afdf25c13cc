import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BucketRecord } from './buckets.ts'
import type { ListingQuery } from './listing.ts'
import { openStore, type Store } from './store.ts'

let folder: string
let store: Store
let bucket: BucketRecord
let serial = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pail-listing-'))
  store = openStore(folder, { fsync: false })
})

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

beforeEach(() => {
  bucket = freshBucket()
})

describe('a listing', () => {
  test('gives, page by page, what a simple model of S3 gives at once', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '/',
      '//',
      'é',
      '\u{1F98A}',
      '\uFF5E',
      ' ',
      '.',
      'ab',
      '"\0',
    )
    const key = fc.array(piece, { minLength: 1, maxLength: 5 }).map(pieces => pieces.join(''))
    const query = fc.record({
      prefix: fc.oneof(fc.constant(''), key),
      delimiter: fc.constantFrom(undefined, '/', '//', 'a', 'é'),
      after: fc.option(key, { nil: undefined }),
      limit: fc.integer({ min: 1, max: 4 }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 25 }), query, (keys, query) => {
        bucket = freshBucket()
        for (const key of keys) put(key)
        expect(everyPage(query)).toEqual(model(keys, query))
      }),
      { seed: 4, numRuns: 300 },
    )
  })

  test('orders keys by their bytes, not by UTF-16', () => {
    // U+FF5E sorts before U+1F98A in UTF-8, and after it in UTF-16.
    for (const key of ['\u{1F98A}', '\uFF5E', 'z', 'Z']) put(key)
    expect(everyPage({ prefix: '', delimiter: undefined, after: undefined, limit: 10 })).toEqual([
      'Z',
      'z',
      '\uFF5E',
      '\u{1F98A}',
    ])
  })

  test('of no keys is empty and complete', () => {
    put('a')
    const page = store.listing.page(bucket, { prefix: '', delimiter: '/', after: '', limit: 0 })
    expect(page).toEqual({ objects: [], commonPrefixes: [] })
  })

  test('does not show a key whose newest version is a delete marker', () => {
    store.buckets.setVersioning(bucket, 'Enabled')
    bucket = store.buckets.get(bucket.name)
    put('kept')
    put('gone')
    store.objects.delete(bucket, 'gone')
    const query = { prefix: '', delimiter: undefined, after: undefined, limit: 10 }
    expect(everyPage(query)).toEqual(['kept'])
    const marker = store.objects.current(bucket, 'gone')
    store.objects.deleteVersion(bucket, 'gone', marker?.version ?? '')
    expect(everyPage(query)).toEqual(['gone', 'kept'])
  })
})

function freshBucket(): BucketRecord {
  const name = `bucket-${serial++}`
  store.buckets.create(name)
  return store.buckets.get(name)
}

function put(key: string): void {
  store.objects.put(bucket, {
    key,
    size: 0,
    etag: 'd41d8cd98f00b204e9800998ecf8427e',
    storageClass: 'STANDARD',
    blob: undefined,
    parts: [],
    checksum: undefined,
    properties: {},
    tags: [],
  })
}

/** Keys and common prefixes of all pages, in the order of their bytes. */
function everyPage(query: ListingQuery): string[] {
  const found: string[] = []
  let after = query.after
  for (;;) {
    const page = store.listing.page(bucket, { ...query, after })
    const entries = [...page.objects.map(object => object.key), ...page.commonPrefixes]
    expect(entries.length).toBeLessThanOrEqual(query.limit)
    found.push(...entries.sort(byBytes))
    if (page.next === undefined) return found
    after = page.next
  }
}

function model(keys: readonly string[], { prefix, delimiter, after }: ListingQuery): string[] {
  const entries = keys
    .filter(key => key.startsWith(prefix))
    .map(key => {
      const at = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length)
      return at === -1 ? key : key.slice(0, at + (delimiter ?? '').length)
    })
  const later = entries.filter(entry => after === undefined || byBytes(entry, after) > 0)
  return [...new Set(later)].sort(byBytes)
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
