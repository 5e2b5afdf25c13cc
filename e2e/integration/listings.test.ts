import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_SORT, type Entry, type ListingState, MAX_ROWS } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import type { ObjectPage } from '#shared/s3.ts'
import { Listings, MAX_SESSIONS } from '../../electron/listings/listings.ts'
import type { PageSource } from '../../electron/storage/list-unordered.ts'
import { S3Connection } from '../../electron/storage/s3-connection.ts'
import type { S3Storage } from '../../electron/storage/s3-storage.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { connectTo, newBucket } from './storage-connection.ts'

const KEYS = 5_000
const view = { sort: DEFAULT_SORT, filter: '' }

let server: RunningServer
let many: string

beforeAll(async () => {
  server = await startPlaygroundServer()
  many = await newBucket(server)
  const connection = new S3Connection({
    profileName: 'Filling',
    endpoint: { type: 'custom', url: server.endpoint },
    region: server.region,
    addressing: 'path',
    credentials: { type: 'keys', ...server },
    readOnly: false,
  })
  const storage = connection.storage(many)
  const waiting = seededKeys(KEYS).values()
  const lane = async () => {
    for (const key of waiting) await put(storage, key)
  }
  await Promise.all(Array.from({ length: 16 }, lane))
  connection.close()
})

afterAll(() => server.stop())

function connect(bucket: string): S3Storage {
  return connectTo(server).storage(bucket)
}

async function put(storage: S3Storage, key: string, file = key): Promise<void> {
  const cut = key.lastIndexOf('/') + 1
  await storage.uploadFile({ file, fileName: key.slice(cut), context: key.slice(0, cut) })
}

/** The same keys every time: numbers, cases, accents, and a tenth of them in folders. */
function seededKeys(count: number): string[] {
  const keys = new Set<string>()
  let state = 42
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
  const words = ['report', 'Report', 'été', 'Photo', 'photo', 'zebra', '漢字', 'data', 'x']
  while (keys.size < count) {
    const name = `${words[random(words.length)]} ${random(100_000)}.txt`
    keys.add(random(10) === 0 ? `all/folder ${random(300)}/${name}` : `all/${name}`)
  }
  return [...keys]
}

/** Listings whose changes can be waited for. */
function follow(storage: PageSource) {
  const states = new Map<string, ListingState>()
  const listings = new Listings({
    storage: async () => storage,
    onChange: state => states.set(state.id, state),
  })
  const at = (prefix: string): Location => ({ profileId: 'p', bucket: 'b', prefix })
  const until = async (id: string, reached: (state: ListingState) => boolean) => {
    for (;;) {
      const state = states.get(id)
      if (state && reached(state)) return state
      await new Promise(resolve => setTimeout(resolve, 2))
    }
  }
  const open = async (prefix: string) => {
    const { id } = await listings.open('window', at(prefix))
    return { id, end: await until(id, ({ status }) => status !== 'loading') }
  }
  return { listings, at, open, until }
}

function allRows(listings: Listings, id: string, asked = view): Entry[] {
  const rows: Entry[] = []
  for (let from = 0; ; from += MAX_ROWS) {
    const page = listings.rows('window', { id, ...asked, from, to: from + MAX_ROWS })
    rows.push(...page.rows)
    if (rows.length >= page.total) return rows
  }
}

describe('a folder of five thousand keys', () => {
  test('is listed whole: every key and folder once', async () => {
    const { listings, open } = follow(connect(many))
    const { id, end } = await open('all/')
    const names = seededKeys(KEYS).map(key => key.slice('all/'.length))
    const files = names.filter(name => !name.includes('/'))
    const folders = new Set(
      names.filter(name => name.includes('/')).map(name => name.split('/')[0]),
    )
    expect(end).toMatchObject({ status: 'complete', folders: folders.size, files: files.length })
    const rows = allRows(listings, id)
    const expected = [...[...folders].map(name => `${name}/`), ...files].map(name => `all/${name}`)
    const seen = rows.map(row => (row.type === 'folder' ? row.prefix : row.key))
    expect(seen.toSorted()).toEqual(expected.toSorted())
  })

  test('sorts as Intl would with numbers, and filters as toLowerCase would', async () => {
    const { listings, open } = follow(connect(many))
    const { id } = await open('all/')
    const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
    const latin = allRows(listings, id)
      .filter(({ type, name }) => type === 'file' && !name.startsWith('漢'))
      .map(({ name }) => name)
    const wrong = latin.findIndex(
      (name, at) => at > 0 && collator.compare(latin[at - 1] ?? '', name) > 0,
    )
    expect(wrong).toBe(-1)

    const all = allRows(listings, id)
    const filtered = allRows(listings, id, { ...view, filter: 'PHOTO 9' })
    expect(filtered.length).toBeGreaterThan(50)
    expect(filtered).toEqual(all.filter(({ name }) => name.toLowerCase().includes('photo 9')))
  })

  test('shows its first rows before the rest has come', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const storage = connect(many)
    const slow: PageSource = {
      listPage: async (request, signal) => {
        if (request.token !== undefined || request.startAfter !== undefined) await held
        return storage.listPage(request, signal)
      },
    }
    const { listings, at, until } = follow(slow)
    const { id, status } = await listings.open('window', at('all/'))
    expect(status).toBe('loading')
    const first = await until(id, ({ files }) => files > 0)
    expect(first).toMatchObject({ status: 'loading' })
    expect(first.files + first.folders).toBe(1000)
    const before = allRows(listings, id)
    expect(before.length).toBe(1000)
    release()
    const end = await until(id, state => state.status === 'complete')
    expect(end.version).toBeGreaterThan(first.version)
    const after = allRows(listings, id)
    const kept = new Set(before.map(row => row.name))
    expect(after.filter(({ name }) => kept.has(name)).map(({ name }) => name)).toEqual(
      before.map(({ name }) => name),
    )
  })

  test('finds rows and gives ranges as a selection', async () => {
    const { listings, open } = follow(connect(many))
    const { id } = await open('all/')
    const rows = allRows(listings, id)
    const [file, folder] = [rows.at(-1), rows.at(0)]
    if (file?.type !== 'file' || folder?.type !== 'folder') throw new Error('Folders come first.')
    expect(listings.find('window', { id, ...view, entry: file.key })).toEqual({
      row: rows.length - 1,
    })
    expect(listings.find('window', { id, ...view, entry: folder.prefix })).toEqual({ row: 0 })
    expect(listings.find('window', { id, ...view, entry: 'all/none' })).toEqual({})
    const ranges = [
      { from: 0, to: 1 },
      { from: 0, to: 1 },
      { from: rows.length - 1, to: rows.length + 10 },
    ]
    expect(listings.select('window', { id, ...view, ranges })).toEqual({
      keys: [file.key],
      prefixes: [folder.prefix],
    })
  })

  test('holds what was selected for a job, though the listing goes on', async () => {
    const { listings, open, until } = follow(connect(many))
    const { id, end } = await open('all/')
    const asked = { id, ...view, ranges: [{ from: 0, to: 1_000_000 }] }
    const held = listings.hold('window', { ...asked, version: end.version })
    listings.refresh('window', id)
    expect(() => listings.hold('window', { ...asked, version: end.version })).toThrow('changed')
    await until(id, state => state.status === 'complete' && state.version > end.version)
    const { keys, prefixes } = listings.selection('window', held)
    expect(held.count).toBe(end.files + end.folders)
    expect([keys.length, prefixes.length]).toEqual([end.files, end.folders])
    expect(new Set([...keys, ...prefixes]).size).toBe(held.count)
    expect(() => listings.selection('other', held)).toThrow('changed')
  })
})

describe('a refresh', () => {
  test('shows what is new under the same id, and never an empty table on the way', async () => {
    const bucket = await newBucket(server)
    const storage = connect(bucket)
    await put(storage, 'a')
    const { listings, open, until } = follow(storage)
    const { id, end } = await open('')
    await put(storage, 'b')
    listings.refresh('window', id)
    for (;;) {
      const { total } = listings.rows('window', { id, ...view, from: 0, to: 10 })
      expect(total).toBeGreaterThan(0)
      if (listings.state('window', id).state.status === 'complete') break
      await new Promise(resolve => setImmediate(resolve))
    }
    await until(id, ({ version }) => version > end.version)
    expect(allRows(listings, id).map(({ name }) => name)).toEqual(['a', 'b'])
  })

  test('that is asked for again and again lets a long listing end, and then lists once more', async () => {
    const storage = connect(many)
    let first = 0
    let pages = 0
    const stormy: PageSource = {
      listPage: async (request, signal) => {
        if (request.token === undefined && request.startAfter === undefined) first += 1
        const page = await storage.listPage(request, signal)
        pages += 1
        if (pages <= 10) listings.refresh('window', session?.id ?? '')
        return page
      },
    }
    const { listings, at, until } = follow(stormy)
    const session = await listings.open('window', at('all/'))
    await until(session.id, ({ status }) => status === 'complete')
    await until(session.id, ({ status }) => status === 'complete' && pages > 10)
    expect(first).toBeLessThanOrEqual(4)
  })

  test('that fails keeps the rows and says why', async () => {
    const bucket = await newBucket(server)
    const storage = connect(bucket)
    await put(storage, 'a')
    let broken = false
    const sometimes: PageSource = {
      listPage: (request, signal) =>
        broken
          ? connect('no-such-bucket').listPage(request, signal)
          : storage.listPage(request, signal),
    }
    const { listings, open, until } = follow(sometimes)
    const { id } = await open('')
    broken = true
    listings.refresh('window', id)
    await until(id, ({ status }) => status === 'failed')
    expect(listings.state('window', id)).toMatchObject({
      state: { status: 'failed', files: 1 },
      failure: { code: 'no-such-bucket' },
    })
    expect(allRows(listings, id).length).toBe(1)
  })
})

test('a server that gives the same page again and again is told, not listed for ever', async () => {
  const page: ObjectPage = {
    objects: [{ key: 'a', size: 1, modified: 1, etag: 'e', storageClass: 'STANDARD' }],
    commonPrefixes: [],
    next: 'again',
  }
  const { listings, open } = follow({ listPage: async () => page })
  const { id, end } = await open('')
  expect(end).toMatchObject({ status: 'failed', files: 1 })
  expect(listings.state('window', id).failure?.code).toBe('not-s3')
})

test('a window reaches only its own listings, and leaves none behind', async () => {
  const { listings, open, at } = follow(connect(many))
  const { id } = await open('all/')
  expect(() => listings.state('other', id)).toThrow('no longer open')
  listings.leave('window')
  expect(() => listings.state('window', id)).toThrow('no longer open')

  const first = await listings.open('window', at(''))
  for (let more = 0; more < MAX_SESSIONS; more += 1) await listings.open('window', at(''))
  expect(() => listings.state('window', first.id)).toThrow('no longer open')
  listings.leave('window')
})

test('leaving a place stops its requests', async () => {
  let aborted = false
  const asked = Promise.withResolvers<void>()
  const storage: PageSource = {
    listPage: (_request, signal) =>
      new Promise((_resolve, reject) => {
        asked.resolve()
        signal?.addEventListener('abort', () => {
          aborted = true
          reject(signal.reason)
        })
      }),
  }
  const { listings, at } = follow(storage)
  const { id } = await listings.open('window', at(''))
  await asked.promise
  listings.close('window', id)
  expect(aborted).toBe(true)
})
