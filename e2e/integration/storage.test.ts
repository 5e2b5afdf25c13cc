import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { S3Storage } from '../../electron/storage/s3-storage.ts'
import { cephAvailable } from '../servers/ceph-available.ts'
import { startCephRgw } from '../servers/ceph-rgw.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { connectTo, failureOfPromise, newBucket } from './storage-connection.ts'

const ceph = cephAvailable()
const MiB = 1024 * 1024

const servers: [string, () => Promise<RunningServer>][] = [
  ['the playground', startPlaygroundServer],
  ...(ceph.available ? [['Ceph RGW', startCephRgw] as [string, () => Promise<RunningServer>]] : []),
]

if (!ceph.available) test.skip(`the storage on Ceph RGW: ${ceph.reason}`)

describe.each(servers)('the storage on %s', (_name, start) => {
  let server: RunningServer
  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server.stop())

  async function emptyStorage(rootContext?: string): Promise<S3Storage> {
    return connectTo(server).storage(await newBucket(server), rootContext)
  }

  test('lists the buckets of the account', async () => {
    const bucket = await newBucket(server)
    const buckets = await connectTo(server).listBuckets()
    expect(buckets.map(({ name }) => name)).toContain(bucket)
    expect(buckets[0]?.created).toBeGreaterThan(Date.now() - 3_600_000)
  })

  test('stores text, bytes, streams and local files, and gives each back', async () => {
    const storage = await emptyStorage()
    const path = await localFile(Buffer.from('from the disk'))
    const files = {
      text: 'grüße',
      bytes: new Uint8Array([0, 1, 255]),
      stream: Readable.from(['a ', 'stream']),
      disk: { path },
      nothing: '',
    }
    for (const [fileName, file] of Object.entries(files)) {
      expect(await storage.uploadFile({ file, fileName, context: 'in' })).toBe(fileName)
    }
    const buffered = Readable.from(['read ', 'first'])
    await storage.uploadFile({ file: buffered, fileName: 'buffered', directStream: false })
    const got = async (fileName: string, context?: string) =>
      Buffer.from(await storage.downloadFile({ fileName, context }))
    expect((await got('text', 'in')).toString()).toBe('grüße')
    expect(await got('bytes', 'in')).toEqual(Buffer.from([0, 1, 255]))
    expect((await got('stream', 'in')).toString()).toBe('a stream')
    expect((await got('disk', 'in')).toString()).toBe('from the disk')
    expect(await got('nothing', 'in')).toHaveLength(0)
    expect((await got('buffered')).toString()).toBe('read first')
  })

  test('keeps contexts apart, and below its root', async () => {
    const bucket = await newBucket(server)
    const whole = connectTo(server).storage(bucket)
    const storage = connectTo(server).storage(bucket, 'root')
    expect(storage.getRootPath()).toBe('root/')
    await storage.uploadFile({ file: '1', fileName: 'a.txt', context: 'x' })
    await storage.uploadFile({ file: '2', fileName: 'deep/b.txt', context: 'x/' })
    await storage.uploadFile({ file: '3', fileName: 'c.txt', context: 'xx' })
    expect(await storage.listStoredFiles('x')).toEqual(['a.txt', 'deep/b.txt'])
    expect(await storage.listStoredFiles()).toEqual(['x/a.txt', 'x/deep/b.txt', 'xx/c.txt'])
    expect(await whole.listStoredFiles('root/xx')).toEqual(['c.txt'])
  })

  test('knows a missing file from a missing bucket', async () => {
    const connection = connectTo(server)
    const storage = connection.storage(await newBucket(server))
    expect(await storage.checkIfExists({ fileName: 'a' })).toBe(false)
    await storage.uploadFile({ file: '', fileName: 'a' })
    expect(await storage.checkIfExists({ fileName: 'a' })).toBe(true)
    const nowhere = connection.storage('there-is-none').checkIfExists({ fileName: 'a' })
    expect((await failureOfPromise(nowhere)).code).toBe('no-such-bucket')
  })

  test('deletes a file once, and says that a second time there is none', async () => {
    const storage = await emptyStorage()
    await storage.uploadFile({ file: '', fileName: 'a' })
    await storage.deleteFile({ fileName: 'a' })
    expect(await failureOfPromise(storage.deleteFile({ fileName: 'a' }))).toMatchObject({
      code: 'not-found',
      subject: { key: 'a' },
    })
  })

  test('takes keys exactly as they are', async () => {
    const storage = await emptyStorage()
    const keys = [
      ...[
        'a b+c%d',
        '/leading',
        'a//b',
        '../up',
        './here',
        'x/../y',
        'trailing/',
        '\'q"<&>',
        '%2F',
      ],
      ...[
        'control \u0001\u001f',
        'line\nbreak',
        'return\r',
        '😀',
        'é',
        'e\u0301',
        '?query#hash',
        '*!()',
      ],
      'k'.repeat(1024),
    ]
    for (const key of keys) await storage.uploadFile({ file: key, fileName: key })
    expect(new Set(await storage.listStoredFiles())).toEqual(new Set(keys))
    for (const key of keys) {
      const bytes = await storage.downloadFile({ fileName: key })
      expect(Buffer.from(bytes).toString()).toBe(key)
    }
    expect(await storage.deleteMany(keys)).toMatchObject({ failed: [] })
    expect(await storage.listStoredFiles()).toEqual([])
  })

  test('lists folders and files page by page', async () => {
    const storage = await emptyStorage()
    for (const key of ['a', 'b/1', 'b/2', 'c/1', 'd']) {
      await storage.uploadFile({ file: key, fileName: key })
    }
    const seen: string[] = []
    let token: string | undefined
    do {
      const page = await storage.listPage({ prefix: '', delimiter: '/', maxKeys: 2, token })
      seen.push(...page.objects.map(({ key }) => key), ...page.commonPrefixes)
      token = page.next
    } while (token !== undefined)
    expect(seen.sort()).toEqual(['a', 'b/', 'c/', 'd'])
    const after = await storage.listPage({ prefix: 'b/', startAfter: 'b/1' })
    expect(after.objects).toMatchObject([{ key: 'b/2', size: 3, storageClass: 'STANDARD' }])
    expect(after.objects[0]?.etag).toBe(createHash('md5').update('b/2').digest('hex'))
  })

  test('tells what HEAD tells', async () => {
    const storage = await emptyStorage()
    await storage.uploadFile({ file: 'hello', fileName: 'a.txt', contentType: 'text/plain' })
    expect(await storage.head('a.txt')).toMatchObject({
      key: 'a.txt',
      size: 5,
      etag: '5d41402abc4b2a76b9719d911017c592',
      contentType: 'text/plain',
      storageClass: 'STANDARD',
      metadata: {},
    })
  })

  test('reads ranges, and only the version it was asked for', async () => {
    const storage = await emptyStorage()
    await storage.uploadFile({ file: '0123456789', fileName: 'a' })
    const { etag } = await storage.head('a')
    const part = await storage.read({ key: 'a', range: { start: 2, end: 4 }, ifMatch: etag })
    expect(part).toMatchObject({ size: 3, totalSize: 10, etag })
    expect(Buffer.concat(await part.stream.toArray()).toString()).toBe('234')
    const rest = await storage.read({ key: 'a', range: { start: 7 } })
    expect(Buffer.concat(await rest.stream.toArray()).toString()).toBe('789')
    const other = storage.read({ key: 'a', ifMatch: 'another' })
    expect((await failureOfPromise(other)).code).toBe('changed-meanwhile')
  })

  test('makes a folder once', async () => {
    const storage = await emptyStorage()
    await storage.createFolder('new/')
    expect(await storage.head('new/')).toMatchObject({ size: 0 })
    expect((await failureOfPromise(storage.createFolder('new/'))).code).toBe('already-exists')
    await storage.uploadFile({ file: '', fileName: 'implied/file' })
    expect((await failureOfPromise(storage.createFolder('implied/'))).code).toBe('already-exists')
    expect((await failureOfPromise(storage.createFolder('no-folder'))).code).toBe('invalid')
  })

  test('deletes more than one request takes', async () => {
    const storage = await emptyStorage()
    const keys = Array.from({ length: 1203 }, (_, index) => `many/${index}`)
    const lanes = Array.from({ length: 8 }, async (_, lane) => {
      for (let at = lane; at < keys.length; at += 8) {
        await storage.uploadFile({ file: '', fileName: keys[at] ?? '' })
      }
    })
    await Promise.all(lanes)
    expect(await storage.listStoredFiles('many')).toHaveLength(1203)
    expect((await storage.deleteMany(keys)).deleted).toHaveLength(1203)
    expect(await storage.listStoredFiles()).toEqual([])
  })

  describe('a large file', () => {
    const bytes = randomBytes(21 * MiB + 17)
    const digest = createHash('sha256').update(bytes).digest('hex')

    test('goes up in parts with its progress told, and comes back the same', async () => {
      const storage = await emptyStorage()
      const path = await localFile(bytes)
      const steps: number[] = []
      const onProgress = (delta: number) => steps.push(delta)
      const contentType = 'x/large'
      const body = await scanned(path)
      const stored = await storage.upload({ key: 'large', body, contentType, onProgress })
      expect(stored.bytes).toBe(bytes.length)
      expect(steps.reduce((sum, step) => sum + step)).toBe(bytes.length)
      expect(steps.length).toBeGreaterThan(20)
      const { stream, contentType: type } = await storage.read({ key: 'large' })
      expect(type).toBe('x/large')
      expect(await sha256(stream)).toBe(digest)
    })

    test.each([undefined, bytes.length])('goes up as a stream of %s bytes', async size => {
      const storage = await emptyStorage()
      const body = Readable.from(slices(bytes, 100_000))
      let sent = 0
      const onProgress = (delta: number) => (sent += delta)
      const stored = await storage.upload({ key: 'large', body, size, onProgress })
      expect([stored.bytes, sent]).toEqual([bytes.length, bytes.length])
      expect(await sha256(await storage.openFile({ fileName: 'large' }))).toBe(digest)
    })

    test.each(['a local file', 'a stream'])('never replaces unasked, as %s', async kind => {
      const storage = await emptyStorage()
      await storage.uploadFile({ file: 'mine', fileName: 'large' })
      const body =
        kind === 'a stream'
          ? Readable.from(slices(bytes, 1_000_000))
          : await scanned(await localFile(bytes))
      const storing = storage.upload({ key: 'large', body, ifNoneMatch: true })
      expect((await failureOfPromise(storing)).code).toBe('already-exists')
      expect(await storage.head('large')).toMatchObject({ size: 4 })
    })

    test('that is written to meanwhile is not stored, and leaves no parts', async () => {
      const bucket = await newBucket(server)
      const storage = connectTo(server).storage(bucket)
      const path = await localFile(bytes)
      let written: Promise<void> | undefined
      const onProgress = () => {
        written ??= appendFile(path, 'more')
      }
      const storing = storage.upload({ key: 'large', body: await scanned(path), onProgress })
      expect(await failureOfPromise(storing)).toMatchObject({
        code: 'source-changed',
        subject: { path },
      })
      await written
      expect(await storage.listStoredFiles()).toEqual([])
      expect(await unfinishedUploads(server, bucket)).toBe(0)
    })

    test.each(['a local file', 'a stream'])(
      'whose upload is aborted as %s leaves nothing',
      async kind => {
        const bucket = await newBucket(server)
        const storage = connectTo(server).storage(bucket)
        const abort = new AbortController()
        const reason = new Error('canceled by the user')
        const body =
          kind === 'a stream'
            ? Readable.from(endless(bytes))
            : await scanned(await localFile(bytes))
        let sent = 0
        const onProgress = (delta: number) => {
          sent += delta
          if (sent > 17 * MiB) abort.abort(reason)
        }
        const storing = storage.upload({ key: 'large', body, onProgress }, abort.signal)
        await expect(storing).rejects.toBe(reason)
        expect(await storage.listStoredFiles()).toEqual([])
        expect(await unfinishedUploads(server, bucket)).toBe(0)
      },
    )

    test('whose stream breaks leaves nothing', async () => {
      const bucket = await newBucket(server)
      const storage = connectTo(server).storage(bucket)
      const body = Readable.from(breaking(bytes))
      await expect(storage.upload({ key: 'large', body })).rejects.toThrow()
      expect(await storage.listStoredFiles()).toEqual([])
      expect(await unfinishedUploads(server, bucket)).toBe(0)
    })
  })

  test('a small file that is not the one that was scanned is not stored', async () => {
    const storage = await emptyStorage()
    const path = await localFile(Buffer.from('one'))
    const body = await scanned(path)
    await appendFile(path, 'two')
    const storing = storage.upload({ key: 'a', body })
    expect((await failureOfPromise(storing)).code).toBe('source-changed')
    expect(await storage.listStoredFiles()).toEqual([])
  })

  test.skipIf(process.platform === 'win32')('a pipe is refused, not waited for', async () => {
    const storage = await emptyStorage()
    const path = join(dirname(await localFile(Buffer.alloc(0))), 'pipe')
    execFileSync('mkfifo', [path])
    const storing = storage.uploadFile({ file: { path }, fileName: 'a' })
    expect(await failureOfPromise(storing)).toMatchObject({ code: 'local-file', subject: { path } })
  })

  test('a replacement holds to the version that was seen', async () => {
    const storage = await emptyStorage()
    await storage.uploadFile({ file: 'one', fileName: 'a' })
    const { etag } = await storage.head('a')
    await storage.upload({ key: 'a', body: Readable.from(['two']), ifMatch: etag })
    const late = storage.upload({ key: 'a', body: Readable.from(['three']), ifMatch: etag })
    expect((await failureOfPromise(late)).code).toBe('changed-meanwhile')
    expect(Buffer.from(await storage.downloadFile({ fileName: 'a' })).toString()).toBe('two')
  })

  test('wrong secret, unknown key and no signature each have their own words', async () => {
    const bucket = await newBucket(server)
    const wrong = connectTo({ ...server, secretAccessKey: 'wrong' }).storage(bucket)
    expect((await failureOfPromise(wrong.listPage({ prefix: '' }))).code).toBe('wrong-secret')
    expect((await failureOfPromise(wrong.head('a'))).code).toBe('wrong-secret')
    const unknown = connectTo({ ...server, accessKeyId: 'nobody' }).storage(bucket)
    expect((await failureOfPromise(unknown.listPage({ prefix: '' }))).code).toBe('wrong-key')
    const anonymous = connectTo(server, { credentials: { type: 'anonymous' } }).storage(bucket)
    expect((await failureOfPromise(anonymous.listPage({ prefix: '' }))).code).toBe('denied')
  })
})

async function localFile(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pail-storage-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  return path
}

async function scanned(path: string) {
  const { size, mtimeMs } = await stat(path)
  return { path, size, modified: mtimeMs }
}

function* slices(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function* endless(bytes: Buffer) {
  for (;;) yield* slices(bytes, MiB)
}

function* breaking(bytes: Buffer) {
  yield* slices(bytes, MiB)
  throw new Error('the other side went away')
}

async function sha256(stream: Readable): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of stream) hash.update(chunk)
  return hash.digest('hex')
}

async function unfinishedUploads(server: RunningServer, bucket: string): Promise<number> {
  const { endpoint, region, accessKeyId, secretAccessKey } = server
  const credentials = { accessKeyId, secretAccessKey }
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }))
  client.destroy()
  return Uploads.length
}
