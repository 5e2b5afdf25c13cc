import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { compareKeys } from '#shared/key-order.ts'
import type { ObjectPage } from '#shared/s3.ts'
import { listUnordered, type PageSource } from './list-unordered.ts'

type Request = Parameters<PageSource['listPage']>[0]

/** How a server differs from S3. */
interface Manners {
  readonly pageSize: number
  readonly order: 'bytes' | 'utf-16' | 'caseless' | 'shuffled'
  /** What it makes of StartAfter. */
  readonly startAfter: 'honors' | 'ignores' | 'inclusive' | 'forbids' | 'only-known' | 'next-page'
  /** Every so often an empty page that goes on. */
  readonly emptyPages: boolean
  /** Whether a common prefix comes that StartAfter is inside of. */
  readonly insidePrefix: 'again' | 'left-out'
  readonly repeatsPages: boolean
}

/** A bucket in memory, and how often it was asked. */
class Server implements PageSource {
  readonly requests: Request[] = []
  readonly #keys: readonly string[]
  readonly #rolled = new Map<string, readonly string[]>()
  readonly #manners: Manners

  constructor(keys: readonly string[], manners: Partial<Manners> = {}) {
    this.#manners = { ...GOOD, ...manners }
    this.#keys = keys.toSorted(ORDERS[this.#manners.order])
  }

  async listPage(request: Request, signal?: AbortSignal): Promise<ObjectPage> {
    this.requests.push(request)
    // Answers overtake each other, the same way every time.
    for (let tick = (this.requests.length * 7) % 5; tick > 0; tick -= 1) await Promise.resolve()
    signal?.throwIfAborted()
    const { pageSize, emptyPages, startAfter: manner, repeatsPages } = this.#manners
    const { prefix, token, startAfter } = request
    if (startAfter !== undefined && manner === 'forbids') throw denied()
    const entries = this.#entries(request)
    const start = token === undefined ? this.#start(entries, startAfter) : Number(token.slice(1))
    if (emptyPages && token?.startsWith('e') !== true && start % 3 === 1) {
      return { objects: [], commonPrefixes: [], next: `e${start}` }
    }
    const from = repeatsPages && token !== undefined ? Math.max(0, start - pageSize) : start
    const shown = entries.slice(from, start + pageSize)
    const isFolder = (entry: string) =>
      request.delimiter !== undefined && entry.slice(prefix.length).endsWith('/')
    return {
      objects: shown.filter(entry => !isFolder(entry)).map(object),
      commonPrefixes: shown.filter(isFolder),
      ...(start + pageSize < entries.length ? { next: `t${start + pageSize}` } : {}),
    }
  }

  #entries({ prefix, delimiter, startAfter }: Request): readonly string[] {
    const leavesOut = this.#manners.insidePrefix === 'left-out'
    const id = JSON.stringify([prefix, delimiter, leavesOut && startAfter])
    const known = this.#rolled.get(id)
    if (known) return known
    const rolled = new Set<string>()
    for (const key of this.#keys) {
      if (!key.startsWith(prefix)) continue
      const cut = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length)
      const entry = cut === -1 ? key : key.slice(0, cut + 1)
      if (!leavesOut || !startAfter?.startsWith(entry)) rolled.add(entry)
    }
    const entries = [...rolled]
    this.#rolled.set(id, entries)
    return entries
  }

  #start(entries: readonly string[], startAfter: string | undefined): number {
    if (startAfter === undefined) return 0
    const order = ORDERS[this.#manners.order]
    let found = 0
    let end = entries.length
    while (found < end) {
      const middle = (found + end) >>> 1
      if (order(entries[middle] ?? '', startAfter) <= 0) found = middle + 1
      else end = middle
    }
    switch (this.#manners.startAfter) {
      case 'honors':
      case 'forbids':
        return found
      case 'ignores':
        return 0
      case 'inclusive':
        return Math.max(0, found - 1)
      case 'only-known':
        return entries.includes(startAfter) ? found : entries.length
      case 'next-page':
        return Math.ceil(found / this.#manners.pageSize) * this.#manners.pageSize
    }
  }
}

const GOOD: Manners = {
  pageSize: 1000,
  order: 'bytes',
  startAfter: 'honors',
  emptyPages: false,
  insidePrefix: 'again',
  repeatsPages: false,
}

const scrambled = (text: string) =>
  [...text].reduce((sum, char) => Math.imul(sum ^ char.charCodeAt(0), 0x0100_0193), 7)
const ORDERS = {
  bytes: compareKeys,
  'utf-16': (a: string, b: string) => (a < b ? -1 : Number(a > b)),
  caseless: (a: string, b: string) =>
    compareKeys(a.toLowerCase(), b.toLowerCase()) || compareKeys(a, b),
  shuffled: (a: string, b: string) => scrambled(a) - scrambled(b) || compareKeys(a, b),
}

function object(key: string) {
  return { key, size: 1, modified: 0, etag: '', storageClass: 'STANDARD' }
}

function denied(): AppError {
  return new AppError({ code: 'denied', message: 'No.', remedy: 'Ask.' })
}

async function entriesOf(server: PageSource, request: { prefix: string; delimiter?: string }) {
  const entries: string[] = []
  for await (const page of listUnordered(server, request)) {
    entries.push(...page.objects.map(({ key }) => key), ...page.commonPrefixes)
  }
  return entries.toSorted(compareKeys)
}

function expectedOf(keys: readonly string[], prefix: string, delimiter?: string): string[] {
  const entries = keys
    .filter(key => key.startsWith(prefix))
    .map(key => {
      const cut = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length)
      return cut === -1 ? key : key.slice(0, cut + 1)
    })
  return [...new Set(entries)].toSorted(compareKeys)
}

const numbered = (count: number, name = 'img-', digits = 7) =>
  Array.from({ length: count }, (_, at) => `${name}${String(at).padStart(digits, '0')}.jpg`)

const unit = fc.constantFrom('a', 'b', 'B', 'z', '0', '7', '/', '/', '-', 'é', '\u{ffff}', '😀')
const someKeys = fc.oneof(
  fc.uniqueArray(fc.string({ unit, minLength: 1, maxLength: 6 }), { maxLength: 400 }),
  fc.integer({ min: 0, max: 900 }).map(count => numbered(count, 'a/')),
  fc
    .integer({ min: 0, max: 300 })
    .map(count => numbered(count, 'a/', 1).flatMap(key => [`${key}/x`, `${key}/y`, `${key}z`])),
)
const manners = fc.record<Manners>({
  pageSize: fc.constantFrom(1, 2, 7, 20, 100, 1500),
  order: fc.constantFrom('bytes', 'bytes', 'utf-16', 'caseless', 'shuffled'),
  startAfter: fc.constantFrom(
    'honors',
    'honors',
    'ignores',
    'inclusive',
    'forbids',
    'only-known',
    'next-page',
  ),
  emptyPages: fc.boolean(),
  insidePrefix: fc.constantFrom('again', 'left-out'),
  repeatsPages: fc.boolean(),
})

describe('whatever the server makes of it', () => {
  test('every key comes once', async () => {
    const request = fc.record({
      prefix: fc.constantFrom('', 'a/', 'a'),
      delimiter: fc.constantFrom(undefined, '/'),
    })
    const property = fc.asyncProperty(someKeys, manners, request, async (keys, how, asked) => {
      const { prefix, delimiter } = asked
      const server = new Server(keys, how)
      const wanted = delimiter === undefined ? { prefix } : { prefix, delimiter }
      expect(await entriesOf(server, wanted)).toEqual(expectedOf(keys, prefix, delimiter))
    })
    await fc.assert(property, { seed: 2026, numRuns: 600 })
  })

  test('what is there all the time comes once, while others come and go', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 50, max: 500 }),
      fc.constantFrom(3, 20, 100),
      fc.array(fc.nat({ max: 900 }), { maxLength: 300 }),
      async (count, pageSize, touched) => {
        const keys = numbered(count)
        const coming = touched.map(at => `img-${String(at).padStart(7, '0')}.jpg2`)
        const going = new Set(touched.map(at => keys[at]))
        let gone = 0
        const source: PageSource = {
          // Its tokens are keys, as those of S3 may be: what comes and goes moves no page.
          listPage: async ({ token, startAfter = token ?? '' }) => {
            gone += 7
            const left = new Set([...going].slice(gone))
            const now = keys.filter(key => !going.has(key) || left.has(key))
            const all = [...now, ...new Set(coming.slice(0, gone))].sort(compareKeys)
            const from = all.filter(key => compareKeys(key, startAfter) > 0)
            const next = from.length > pageSize ? from[pageSize - 1] : undefined
            const objects = from.slice(0, pageSize).map(object)
            return { objects, commonPrefixes: [], ...(next === undefined ? {} : { next }) }
          },
        }
        const seen = await entriesOf(source, { prefix: '' })
        expect(new Set(seen).size).toBe(seen.length)
        expect(seen).toEqual(expect.arrayContaining(keys.filter(key => !going.has(key))))
      },
    )
    await fc.assert(property, { seed: 7, numRuns: 30 })
  })

  test('a token that comes again is an error, not a listing without an end', async () => {
    const pages = [
      { objects: [object('a')], commonPrefixes: [], next: '1' },
      { objects: [object('b')], commonPrefixes: [], next: '2' },
      { objects: [object('c')], commonPrefixes: [], next: '1' },
    ]
    const source: PageSource = {
      listPage: async ({ token = '0' }) => pages[Number(token)] ?? (pages[0] as ObjectPage),
    }
    const keys: string[] = []
    const reading = (async () => {
      for await (const { objects } of listUnordered(source, { prefix: '' })) {
        keys.push(...objects.map(({ key }) => key))
      }
    })()
    await expect(reading).rejects.toMatchObject({ code: 'not-s3' })
    expect(keys).toEqual(['a', 'b', 'c'])
  })
})

/** Turns of the event loop without another request: all answers that came have been dealt with. */
const QUIET = 100

describe('a server that does as S3 says', () => {
  /** Round trips one after the other, when each takes the same time. */
  const shapes: readonly [
    string,
    number,
    readonly string[],
    { prefix: string; delimiter?: string },
  ][] = [
    [
      'a hundred thousand numbered keys',
      9,
      numbered(100_000, 'p/img-'),
      { prefix: 'p/', delimiter: '/' },
    ],
    [
      'as many random ones',
      9,
      Array.from(
        { length: 100_000 },
        (_, at) => `${(scrambled(`${at}`) >>> 0).toString(16)}-${at}`,
      ),
      { prefix: '' },
    ],
    [
      'as many in another script',
      9,
      Array.from(
        { length: 100_000 },
        (_, at) => `${String.fromCodePoint(0x4e00 + ((at * 7919) % 5000))}-${at}`,
      ),
      { prefix: '' },
    ],
    [
      'as many, half of them in one of many folders',
      20,
      Array.from({ length: 100_000 }, (_, at) =>
        at % 2 === 0
          ? `b/${String(at).padStart(9, '0')}`
          : `${scrambled(`${at}`).toString(36)}/${at}`,
      ),
      { prefix: '' },
    ],
    [
      'as many folders',
      9,
      numbered(100_000, 'c', 6).map(key => `${key}/x`),
      { prefix: '', delimiter: '/' },
    ],
    [
      'as many days',
      12,
      Array.from(
        { length: 100_000 },
        (_, at) => `logs/20${10 + (at % 17)}/${1 + (at % 12)}/${1 + (at % 28)}/${at}.gz`,
      ),
      { prefix: 'logs/' },
    ],
  ]
  test.each(shapes)(
    '%s take %i round trips one after the other at most, and few requests in vain',
    async (_, most, keys, request) => {
      const server = new Server(keys)
      let running = 0
      let rounds = 0
      const waiting: (() => void)[] = []
      const answerOnceQuiet = (known: number, turns = 0) => {
        const quiet = waiting.length > known ? 0 : turns + 1
        if (quiet < QUIET) return void setImmediate(answerOnceQuiet, waiting.length, quiet)
        rounds += 1
        for (const go of waiting.splice(0)) go()
      }
      const source: PageSource = {
        listPage: async (asked, signal) => {
          running += 1
          await new Promise<void>(resolve => {
            waiting.push(resolve)
            // Everything asked for until nobody asks any more is answered at once: one round trip.
            if (waiting.length === 1) answerOnceQuiet(0)
          })
          running -= 1
          return server.listPage(asked, signal)
        },
      }
      let count = 0
      for await (const page of listUnordered(source, request)) {
        count += page.objects.length + page.commonPrefixes.length
      }
      expect(count).toBe(100_000)
      expect(running).toBe(0)
      expect(rounds).toBeLessThanOrEqual(most)
      expect(server.requests.length).toBeLessThanOrEqual(180)
    },
  )

  test('a small listing costs its own pages and nothing else', async () => {
    const server = new Server(numbered(1900))
    expect(await entriesOf(server, { prefix: '' })).toHaveLength(1900)
    expect(server.requests).toHaveLength(2)
  })

  test('nothing is asked for any more once nobody takes pages', async () => {
    const server = new Server(numbered(50_000))
    for await (const _ of listUnordered(server, { prefix: '' })) break
    const { length } = server.requests
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(server.requests).toHaveLength(length)
    // The page taken, and the one after it that was on its way.
    expect(length).toBe(2)
  })
})
