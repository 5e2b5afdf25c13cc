import { expect, test } from 'vitest'
import { AppError, type FailureCode } from '#shared/errors.ts'
import type { PageSource } from '../storage/list-unordered.ts'
import { Walk } from './walk.ts'

const KEYS = Array.from({ length: 5 }, (_, index) => `k${index}`)

/** Lists two keys a page; `mood` may throw before any answer. */
function bucketOf(mood: (request: number) => void): PageSource {
  let requests = 0
  return {
    listPage: async ({ token, startAfter }) => {
      requests += 1
      mood(requests)
      const after = token ?? startAfter
      const rest = after === undefined ? KEYS : KEYS.filter(key => key > after)
      const page = rest.slice(0, 2)
      const objects = page.map(key => ({
        key,
        size: 1,
        modified: 1,
        etag: 'e',
        storageClass: 'STANDARD',
      }))
      const next = rest.length > 2 ? { next: page.at(-1) ?? '' } : {}
      return { objects, commonPrefixes: [], ...next }
    },
  }
}

function walkOf(buckets: Readonly<Record<string, PageSource>>) {
  const seen: string[] = []
  const changes: (() => void)[] = []
  const walk = new Walk({
    places: async () => Object.keys(buckets).map(bucket => ({ bucket, prefix: '' })),
    source: async bucket => {
      const source = buckets[bucket]
      if (!source) throw new Error('No such bucket.')
      return source
    },
    onObjects: (bucket, objects) => {
      for (const { key } of objects) seen.push(`${bucket}/${key}`)
    },
    onChange: () => {
      for (const change of changes) change()
    },
  })
  const until = (reached: () => boolean) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (reached()) resolve()
      }
      changes.push(look)
      look()
    })
  return { walk, seen, until }
}

const failure = (code: FailureCode) => new AppError({ code, message: 'No.', remedy: 'Wait.' })
const all = (bucket: string) => KEYS.map(key => `${bucket}/${key}`)

test('a walk that a network fails goes on where it stood, and sees each object once', async () => {
  let away = false
  const bucket = bucketOf(request => {
    if (request === 2) away = true
    if (away) throw failure('unreachable')
  })
  const { walk, seen, until } = walkOf({ a: bucket })
  const end = walk.run()
  // The next page is asked for before the last one is dealt with.
  await until(() => walk.progress().status === 'failed' && walk.progress().scanned === 2)
  expect(walk.progress()).toMatchObject({ failures: [{ code: 'unreachable' }] })
  away = false
  walk.goOn()
  await end
  expect(walk.progress()).toMatchObject({ status: 'complete', scanned: 5, failures: [] })
  expect(seen.sort()).toEqual(all('a'))
})

test('a walk that is stopped asks for nothing until it goes on', async () => {
  const requests: number[] = []
  const { walk, seen, until } = walkOf({ a: bucketOf(request => requests.push(request)) })
  walk.stop()
  const end = walk.run()
  await until(() => walk.progress().status === 'stopped')
  await new Promise(resolve => setImmediate(resolve))
  expect(requests).toEqual([])
  walk.goOn()
  await end
  expect(seen.sort()).toEqual(all('a'))
})

test('a bucket that is denied is left out, and said; the others are walked through', async () => {
  const denied = bucketOf(() => {
    throw failure('denied')
  })
  const both = walkOf({ a: bucketOf(() => undefined), b: denied })
  await both.walk.run()
  expect(both.walk.progress()).toMatchObject({ status: 'complete', failures: [{ code: 'denied' }] })
  expect(both.seen.sort()).toEqual(all('a'))
  const none = walkOf({ b: denied })
  await none.walk.run()
  expect(none.walk.progress().status).toBe('failed')
})
