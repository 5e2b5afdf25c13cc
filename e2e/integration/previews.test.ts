import { gzipSync } from 'node:zlib'
import {
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Previews } from '../../electron/previews/previews.ts'
import type { ReadRequest } from '../../electron/storage/read.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { connectTo, failureOfPromise, newBucket } from './storage-connection.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startPlaygroundServer()
})
afterAll(() => server.stop())

const never = new AbortController().signal
const MiB = 1024 * 1024

/** A bucket, previews of what is in it, and the ranges that they asked for. */
async function setUp() {
  const bucket = await newBucket(server)
  const storage = connectTo(server).storage(bucket)
  const asked: (ReadRequest['range'] | 'whole')[] = []
  const previews = new Previews(async () => ({
    read: (request, signal) => {
      asked.push(request.range ?? 'whole')
      return storage.read(request, signal)
    },
    replace: (request, signal) => storage.replace(request, signal),
    upload: (request, signal) => storage.upload(request, signal),
  }))
  const sdk = new S3Client({
    endpoint: server.endpoint,
    region: server.region,
    credentials: server,
    forcePathStyle: true,
  })
  onTestFinished(() => sdk.destroy())
  const object = (key: string) => ({ profileId: 'p', bucket, key })
  return { bucket, storage, previews, asked, sdk, object }
}

test('an object of any size is known by one request for its beginning', async () => {
  const { storage, previews, asked, object } = await setUp()
  await storage.uploadFile({ fileName: 'big.log', file: Buffer.alloc(20 * MiB, 'line of a log\n') })
  const preview = await previews.describe(object('big.log'), never)
  expect(preview).toMatchObject({ kind: 'text', encoding: 'utf-8', complete: false, gzip: false })
  expect(preview.size).toBe(20 * MiB)
  expect(asked).toEqual([{ start: 0, end: 65_535 }])
  const part = { ...object('big.log'), etag: preview.etag, gzip: false }
  const last = await previews.read({ ...part, from: 20 * MiB - 14, length: 1000 }, never)
  expect(last.complete).toBe(true)
  expect(asked).toHaveLength(2)
})

test('an empty object is empty', async () => {
  const { storage, previews, object } = await setUp()
  await storage.uploadFile({ fileName: 'nothing', file: '' })
  expect(await previews.describe(object('nothing'), never)).toMatchObject({
    kind: 'empty',
    size: 0,
    complete: true,
  })
})

test('a gzip file shows what it holds, and no more of a bomb than is looked at', async () => {
  const { storage, previews, asked, object } = await setUp()
  await storage.uploadFile({ fileName: 'a.csv.gz', file: gzipSync('a,b\n1,2\n') })
  await storage.uploadFile({
    fileName: 'bomb.txt.gz',
    file: gzipSync(Buffer.alloc(256 * MiB, 'x')),
  })
  const inside = await previews.describe(object('a.csv.gz'), never)
  expect(inside).toMatchObject({ kind: 'table', gzip: true, complete: true })
  expect(Buffer.from(inside.head, 'base64').toString()).toBe('a,b\n1,2\n')

  const bomb = await previews.describe(object('bomb.txt.gz'), never)
  expect(bomb).toMatchObject({ kind: 'text', gzip: true, complete: false })
  expect(Buffer.from(bomb.head, 'base64')).toHaveLength(64 * 1024)
  const part = { ...object('bomb.txt.gz'), etag: bomb.etag, gzip: true }
  const more = await previews.read({ ...part, from: 15 * MiB, length: MiB }, never)
  expect(more.bytes).toHaveLength(MiB)
  const beyond = previews.read({ ...part, from: 16 * MiB, length: 1 }, never)
  expect((await failureOfPromise(beyond)).code).toBe('too-large')
  expect(asked).not.toContain('whole')
})

test('what only looks like gzip is shown as the bytes it is', async () => {
  const { storage, previews, object } = await setUp()
  const bytes = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff])
  await storage.uploadFile({ fileName: 'x.gz', file: bytes })
  const preview = await previews.describe(object('x.gz'), never)
  expect(preview).toMatchObject({ kind: 'binary', gzip: false })
})

test('a version that is no longer there is said to be changed', async () => {
  const { storage, previews, object } = await setUp()
  await storage.uploadFile({ fileName: 'a.txt', file: 'one' })
  const { etag } = await previews.describe(object('a.txt'), never)
  await storage.uploadFile({ fileName: 'a.txt', file: 'two' })
  const part = { ...object('a.txt'), etag, gzip: false, from: 0, length: 1 }
  expect((await failureOfPromise(previews.read(part, never))).code).toBe('changed-meanwhile')
  const again = previews.describe({ ...object('a.txt'), etag }, never)
  expect((await failureOfPromise(again)).code).toBe('changed-meanwhile')
})

test('an archived object says that it must be restored first', async () => {
  const { bucket, previews, sdk, object } = await setUp()
  const put = { Bucket: bucket, Key: 'old', Body: 'x', StorageClass: 'GLACIER' } as const
  await sdk.send(new PutObjectCommand(put))
  const failure = await failureOfPromise(previews.describe(object('old'), never))
  expect(failure).toMatchObject({ code: 'archived', remedy: expect.stringContaining('Restore') })
})

test('an edited text keeps everything else that the object was', async () => {
  const { bucket, previews, sdk, object } = await setUp()
  await sdk.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: 'page.html',
      Body: 'old',
      ContentType: 'text/html; charset=utf-8',
      CacheControl: 'max-age=60',
      ContentLanguage: 'de',
      ContentDisposition: 'inline',
      Metadata: { author: 'ada' },
      StorageClass: 'STANDARD_IA',
      Tagging: 'stage=draft&a%20b=1%2B1',
    }),
  )
  const { etag } = await previews.describe(object('page.html'), never)
  const to = { type: 'same', etag } as const
  const saved = await previews.save(object('page.html'), Buffer.from('new'), to, never)
  expect(saved).toMatchObject({ key: 'page.html', notKept: [] })
  const names = { Bucket: bucket, Key: 'page.html' }
  const head = await sdk.send(new HeadObjectCommand(names))
  expect(head).toMatchObject({
    ContentLength: 3,
    ContentType: 'text/html; charset=utf-8',
    CacheControl: 'max-age=60',
    ContentLanguage: 'de',
    ContentDisposition: 'inline',
    Metadata: { author: 'ada' },
    StorageClass: 'STANDARD_IA',
    ETag: `"${saved.etag}"`,
  })
  const { TagSet } = await sdk.send(new GetObjectTaggingCommand(names))
  expect(TagSet).toEqual([
    { Key: 'stage', Value: 'draft' },
    { Key: 'a b', Value: '1+1' },
  ])
})

test('another version is never replaced unasked; a copy goes beside it', async () => {
  const { storage, previews, object } = await setUp()
  const text = async (fileName: string) =>
    Buffer.from(await storage.downloadFile({ fileName })).toString()
  await storage.uploadFile({ fileName: 'a.txt', file: 'one' })
  const { etag } = await previews.describe(object('a.txt'), never)
  await storage.uploadFile({ fileName: 'a.txt', file: 'theirs' })
  const mine = Buffer.from('mine')
  const save = (to: Parameters<Previews['save']>[2]) =>
    previews.save(object('a.txt'), mine, to, never)

  const refused = await failureOfPromise(save({ type: 'same', etag }))
  expect(refused.code).toBe('changed-meanwhile')
  expect(await text('a.txt')).toBe('theirs')

  expect((await save({ type: 'copy' })).key).toBe('a (2).txt')
  expect((await save({ type: 'copy' })).key).toBe('a (3).txt')
  expect(await text('a.txt')).toBe('theirs')

  await save({ type: 'whatever-is-there' })
  expect(await text('a.txt')).toBe('mine')
  await storage.deleteFile({ fileName: 'a.txt' })
  expect((await failureOfPromise(save({ type: 'same', etag }))).code).toBe('not-found')
  await save({ type: 'whatever-is-there' })
  expect(await text('a.txt')).toBe('mine')
})
