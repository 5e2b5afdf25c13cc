import {
  GetObjectTaggingCommand,
  ListMultipartUploadsCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { S3Storage } from '../../electron/storage/s3-storage.ts'
import { cephAvailable } from '../servers/ceph-available.ts'
import { startCephRgw } from '../servers/ceph-rgw.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { noise } from './file-manager.ts'
import { connectTo, failureOfPromise, newBucket } from './storage-connection.ts'

const MiB = 1024 * 1024
const ceph = cephAvailable()
const servers: [string, () => Promise<RunningServer>][] = [
  ['the playground', startPlaygroundServer],
  ...(ceph.available ? [['Ceph RGW', startCephRgw] as [string, () => Promise<RunningServer>]] : []),
]

if (!ceph.available) test.skip(`copies on Ceph RGW: ${ceph.reason}`)

describe.each(servers)('a copy on %s', (name, start) => {
  let server: RunningServer
  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server.stop())

  async function room() {
    const connection = connectTo(server)
    const bucket = await newBucket(server)
    const { endpoint, region, accessKeyId, secretAccessKey } = server
    const credentials = { accessKeyId, secretAccessKey }
    const sdk = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
    onTestFinished(() => sdk.destroy())
    const put = (Key: string, Body: string | Buffer, more: Partial<PutObjectCommandInput> = {}) =>
      sdk.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...more }))
    return { connection, bucket, storage: connection.storage(bucket), sdk, put }
  }

  async function bytesOf(storage: S3Storage, fileName: string): Promise<Buffer> {
    return Buffer.from(await storage.downloadFile({ fileName }))
  }

  const FULL = {
    ContentType: 'text/x-source',
    CacheControl: 'max-age=5',
    ContentDisposition: 'inline',
    ContentLanguage: 'de',
    Metadata: { from: 'source' },
    Tagging: 'from=the%20source',
  } as const
  const kept = {
    contentType: 'text/x-source',
    cacheControl: 'max-age=5',
    contentDisposition: 'inline',
    contentLanguage: 'de',
    metadata: { from: 'source' },
  }

  async function tagsOf(sdk: S3Client, Bucket: string, Key: string) {
    return (await sdk.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet
  }

  test('has the bytes, headers, metadata and tags of its original', async () => {
    const { storage, put, sdk, bucket } = await room()
    await put('a.txt', 'the source', FULL)
    const source = await storage.copySource({ key: 'a.txt', tags: false })
    const made = await storage.copy({ source, key: 'b/c.txt', ifNoneMatch: true })
    expect(made).toEqual({ etag: source.head.etag, bytes: 10, notKept: [] })
    expect((await bytesOf(storage, 'b/c.txt')).toString()).toBe('the source')
    expect(await storage.head('b/c.txt')).toMatchObject(kept)
    expect(await tagsOf(sdk, bucket, 'b/c.txt')).toEqual([{ Key: 'from', Value: 'the source' }])
  })

  test('in parts has them too, and goes to another bucket', async () => {
    const { storage, put, sdk, connection } = await room()
    const there = await newBucket(server)
    const body = noise(12 * MiB + 7, 3)
    await put('big', body, FULL)
    const source = await storage.copySource({ key: 'big', tags: true })
    let moved = 0
    const made = await connection.storage(there).copy({
      source,
      key: 'big',
      ifNoneMatch: true,
      partsFrom: 6 * MiB,
      partSize: 5 * MiB,
      onProgress: delta => {
        moved += delta
      },
    })
    expect(made).toMatchObject({ bytes: body.length, notKept: [] })
    expect(made.etag).toMatch(/-3$/)
    expect(moved).toBe(body.length)
    expect((await bytesOf(connection.storage(there), 'big')).equals(body)).toBe(true)
    expect(await connection.storage(there).head('big')).toMatchObject(kept)
    expect(await tagsOf(sdk, there, 'big')).toEqual([{ Key: 'from', Value: 'the source' }])
  })

  test('takes every key as it is', async () => {
    const { storage, put } = await room()
    const keys = ['a+b c', 'ü/日本 😀', "q?x=1&y#z%2F!'()*", 'a//b', ' lead', '~t/., ;=@$']
    for (const key of keys) {
      await put(key, `the bytes of ${key}`)
      const source = await storage.copySource({ key, tags: false })
      await storage.copy({ source, key: `to/${key}`, ifNoneMatch: true })
      expect((await bytesOf(storage, `to/${key}`)).toString()).toBe(`the bytes of ${key}`)
    }
  })

  test('onto itself leaves everything as it was', async () => {
    const { storage, put, sdk, bucket } = await room()
    await put('self', 'itself', FULL)
    const source = await storage.copySource({ key: 'self', tags: true })
    await storage.copy({ source, key: 'self', ifMatch: source.head.etag })
    expect((await bytesOf(storage, 'self')).toString()).toBe('itself')
    expect(await storage.head('self')).toMatchObject(kept)
    expect(await tagsOf(sdk, bucket, 'self')).toEqual([{ Key: 'from', Value: 'the source' }])
  })

  test('replaces nothing that it was not told to, whole or in parts', async () => {
    const { storage, put } = await room()
    await put('a', noise(6 * MiB, 5))
    await put('taken', 'mine')
    const { etag } = await storage.head('taken')
    await put('taken', 'newer')
    const source = await storage.copySource({ key: 'a', tags: true })
    for (const partsFrom of [MiB, 100 * MiB]) {
      const parts = { source, key: 'taken', partsFrom }
      const none = storage.copy({ ...parts, ifNoneMatch: true })
      expect((await failureOfPromise(none)).code).toBe('already-exists')
      const older = storage.copy({ ...parts, ifMatch: etag })
      expect((await failureOfPromise(older)).code).toBe('changed-meanwhile')
    }
    expect((await bytesOf(storage, 'taken')).toString()).toBe('newer')
    const now = await storage.head('taken')
    await storage.copy({ source, key: 'taken', ifMatch: now.etag })
    expect((await storage.head('taken')).size).toBe(6 * MiB)
  })

  test('of a version that is no longer there is refused, and leaves nothing', async () => {
    const { storage, put, sdk, bucket } = await room()
    await put('a', noise(6 * MiB, 6))
    const source = await storage.copySource({ key: 'a', tags: true })
    await put('a', noise(6 * MiB, 7))
    for (const partsFrom of [MiB, 100 * MiB]) {
      const late = storage.copy({ source, key: 'b', partsFrom, ifNoneMatch: true })
      expect((await failureOfPromise(late)).code).toBe('changed-meanwhile')
      expect(await storage.checkIfExists({ fileName: 'b' })).toBe(false)
    }
    const pinned = storage.copySource({ key: 'a', etag: source.head.etag, tags: false })
    expect((await failureOfPromise(pinned)).code).toBe('changed-meanwhile')
    const { Uploads = [] } = await sdk.send(new ListMultipartUploadsCommand({ Bucket: bucket }))
    expect(Uploads).toEqual([])
  })

  test('of an object that anybody may read says so, or can be read by anybody', async () => {
    const { storage, put, sdk, bucket } = await room()
    await put('open', 'hello')
    const open = new PutObjectAclCommand({ Bucket: bucket, Key: 'open', ACL: 'public-read' })
    const allowed = await sdk.send(open).then(
      () => true,
      () => false,
    )
    // As in every new bucket of Amazon's, there are no access lists in the playground.
    expect(allowed).toBe(name !== 'the playground')
    const source = await storage.copySource({ key: 'open', tags: false })
    const { notKept } = await storage.copy({ source, key: 'copy' })
    const { status } = await fetch(`${server.endpoint}/${bucket}/copy`)
    expect({ notKept, status }).toEqual({ notKept: [], status: allowed ? 200 : 403 })
  })

  test('that is proven lets the original go, unless it was changed meanwhile', async () => {
    const { storage, put } = await room()
    await put('a', 'one')
    const known = await storage.head('a')
    await put('a', 'two')
    const late = storage.deleteUnchanged(known)
    expect((await failureOfPromise(late)).code).toBe('changed-meanwhile')
    expect((await bytesOf(storage, 'a')).toString()).toBe('two')
    const now = await storage.head('a')
    await storage.deleteUnchanged(now)
    expect(await storage.checkIfExists({ fileName: 'a' })).toBe(false)
    await storage.deleteUnchanged(now)
  })
})
