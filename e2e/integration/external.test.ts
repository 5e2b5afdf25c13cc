import { mkdtemp, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { EditState, OpenEdit } from '#shared/external.ts'
import { ExternalEdits } from '../../electron/external/external-edits.ts'
import { readOnly } from '../../electron/storage/read-only-guard.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { connectTo, failureOfPromise, newBucket } from './storage-connection.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startPlaygroundServer()
})
afterAll(() => server.stop())

const never = new AbortController().signal

/** A bucket with one text, and a Pail whose programs write down what they were given. */
async function setUp(text = 'one') {
  const bucket = await newBucket(server)
  const storage = connectTo(server).storage(bucket)
  const dataFolder = await mkdtemp(join(tmpdir(), 'pail-'))
  const opened: string[] = []
  const seen: EditState['status'][] = []
  const stored: string[] = []
  const profile = { locked: false, broken: false }
  const start = () => {
    const edits = new ExternalEdits({
      folder: join(dataFolder, 'edits'),
      index: join(dataFolder, 'edits.json'),
      storage: async () => storage,
      expectWritable: () => {
        if (profile.locked) throw readOnly('Test')
      },
      openPath: async path => {
        if (profile.broken) return 'No application'
        opened.push(path)
        return undefined
      },
      onChange: ([edit]) => {
        if (edit) seen.push(edit.state.status)
      },
      onStored: ({ key }) => stored.push(key),
      pollMs: 20,
    })
    onTestFinished(() => edits.close())
    return edits
  }
  const read = async (fileName: string) =>
    Buffer.from(await storage.downloadFile({ fileName })).toString()
  await storage.uploadFile({ fileName: 'notes.txt', file: text })
  const object = { profileId: 'p', bucket, key: 'notes.txt' }
  return { bucket, storage, dataFolder, opened, seen, stored, profile, start, read, object }
}

const becomes = (edits: ExternalEdits, status: EditState['status']) =>
  vi.waitFor(() => expect(edits.list()[0]?.state.status).toBe(status), 10_000)

async function openOne(edits: ExternalEdits, object: Parameters<ExternalEdits['open']>[0]) {
  return edits.open(object, never)
}

test('the file is for its user alone, and never executable', async () => {
  const { start, object, opened, dataFolder } = await setUp()
  await openOne(start(), object)
  const [path = ''] = opened
  expect(await readFile(path, 'utf8')).toBe('one')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
  expect(path.startsWith(dataFolder)).toBe(true)
})

test('each save is uploaded, written in place or by renaming; a touch is not', async () => {
  const { bucket, start, object, opened, read, stored, seen } = await setUp()
  const sdk = new S3Client({
    endpoint: server.endpoint,
    region: server.region,
    credentials: server,
    forcePathStyle: true,
  })
  onTestFinished(() => sdk.destroy())
  await sdk.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: 'notes.txt',
      Body: 'one',
      ContentType: 'text/x-notes',
      CacheControl: 'max-age=60',
      Metadata: { author: 'ada' },
      Tagging: 'stage=draft',
      StorageClass: 'STANDARD_IA',
    }),
  )
  const edits = start()
  await openOne(edits, object)
  const [path = ''] = opened
  await writeFile(path, 'two')
  await vi.waitFor(async () => expect(await read('notes.txt')).toBe('two'), 10_000)
  await becomes(edits, 'saved')

  await writeFile(`${path}.tmp`, 'three')
  await rename(`${path}.tmp`, path)
  await vi.waitFor(async () => expect(await read('notes.txt')).toBe('three'), 10_000)
  await becomes(edits, 'saved')
  expect(stored).toEqual(['notes.txt', 'notes.txt'])

  const savings = seen.filter(status => status === 'saving').length
  await utimes(path, new Date(), new Date(0))
  await edits.save(edits.list()[0]?.id ?? '', 'same')
  expect(seen.filter(status => status === 'saving')).toHaveLength(savings)

  expect(await sdk.send(new HeadObjectCommand({ Bucket: bucket, Key: 'notes.txt' }))).toMatchObject(
    {
      ContentType: 'text/x-notes',
      CacheControl: 'max-age=60',
      Metadata: { author: 'ada' },
      StorageClass: 'STANDARD_IA',
      TagCount: 1,
    },
  )
})

test('a file that needs an upload in parts is replaced, too', async () => {
  const { start, object, opened, storage } = await setUp()
  const edits = start()
  await openOne(edits, object)
  const large = Buffer.alloc(9 * 1024 * 1024, 'large ')
  await writeFile(opened[0] ?? '', large)
  await becomes(edits, 'saved')
  const there = await storage.downloadFile({ fileName: 'notes.txt' })
  expect(Buffer.compare(Buffer.from(there), large)).toBe(0)
})

test('over another version nothing is stored before the user has chosen', async () => {
  const conflict = async () => {
    const setting = await setUp()
    const edits = setting.start()
    const { id } = await openOne(edits, setting.object)
    await setting.storage.uploadFile({ fileName: 'notes.txt', file: 'theirs' })
    await writeFile(setting.opened[0] ?? '', 'mine')
    await becomes(edits, 'conflict')
    expect(await setting.read('notes.txt')).toBe('theirs')
    return { ...setting, edits, id }
  }
  const over = await conflict()
  await over.edits.save(over.id, 'whatever-is-there')
  expect(await over.read('notes.txt')).toBe('mine')

  const both = await conflict()
  await both.edits.save(both.id, 'copy')
  expect(await both.read('notes.txt')).toBe('theirs')
  expect(await both.read('notes (2).txt')).toBe('mine')
  // From then on it is the copy that is edited.
  await writeFile(both.opened[0] ?? '', 'mine again')
  await vi.waitFor(async () => expect(await both.read('notes (2).txt')).toBe('mine again'), 10_000)
  expect(await both.read('notes.txt')).toBe('theirs')

  const mine = await conflict()
  expect(await mine.edits.stop(mine.id, false)).toBe(false)
  expect(await readFile(mine.opened[0] ?? '', 'utf8')).toBe('mine')
  expect(await mine.edits.stop(mine.id, true)).toBe(true)
  expect(await readdir(join(mine.dataFolder, 'edits'))).toEqual([])
  expect(await mine.read('notes.txt')).toBe('theirs')
})

test('an object that was deleted meanwhile can be stored again', async () => {
  const { start, object, opened, storage, read } = await setUp()
  const edits = start()
  const { id } = await openOne(edits, object)
  await storage.deleteFile({ fileName: 'notes.txt' })
  await writeFile(opened[0] ?? '', 'mine')
  await becomes(edits, 'conflict')
  expect(edits.list()[0]?.state).toEqual({ status: 'conflict', gone: true })
  await edits.save(id, 'whatever-is-there')
  expect(await read('notes.txt')).toBe('mine')
})

test('what was saved but not uploaded before a crash is found and offered', async () => {
  const { start, object, opened, read, storage, dataFolder } = await setUp()
  await storage.uploadFile({ fileName: 'other.txt', file: 'untouched' })
  const crashed = start()
  await openOne(crashed, object)
  await openOne(crashed, { ...object, key: 'other.txt' })
  await crashed.close()
  await writeFile(opened[0] ?? '', 'mine')

  const edits = start()
  await edits.restore()
  expect(edits.list()).toMatchObject([{ key: 'notes.txt', state: { status: 'found' } }])
  // There is nothing in the other one that the bucket does not have.
  expect(await readdir(join(dataFolder, 'edits'))).toHaveLength(1)
  const [{ id } = { id: '' }] = edits.list() as [OpenEdit]
  expect(await edits.stop(id, false)).toBe(false)
  await edits.save(id, 'same')
  expect(await read('notes.txt')).toBe('mine')
  await writeFile(opened[0] ?? '', 'and on')
  await vi.waitFor(async () => expect(await read('notes.txt')).toBe('and on'), 10_000)
  await becomes(edits, 'saved')
  expect(await edits.stop(id, false)).toBe(true)
})

test('an upload that Pail did not live to note is no conflict', async () => {
  const { start, object, opened, read, storage } = await setUp()
  const crashed = start()
  await openOne(crashed, object)
  await crashed.close()
  await writeFile(opened[0] ?? '', 'mine')
  await storage.uploadFile({ fileName: 'notes.txt', file: 'mine' })
  const edits = start()
  await edits.restore()
  await edits.save(edits.list()[0]?.id ?? '', 'same')
  expect(edits.list()[0]?.state.status).toBe('saved')
  expect(await read('notes.txt')).toBe('mine')
})

test('a read-only profile opens to look, uploads nothing, and loses nothing', async () => {
  const { start, object, opened, profile, read } = await setUp()
  profile.locked = true
  const edits = start()
  const { id } = await openOne(edits, object)
  const [path = ''] = opened
  expect(edits.list()).toMatchObject([{ readOnly: true }])
  expect((await stat(path)).mode & 0o777).toBe(0o400)
  await writeFile(`${path}.tmp`, 'mine')
  await rename(`${path}.tmp`, path)
  await becomes(edits, 'failed')
  expect(edits.list()[0]?.state).toMatchObject({ failure: { code: 'read-only' } })
  expect(await read('notes.txt')).toBe('one')
  expect(await edits.stop(id, false)).toBe(false)
})

test('what would run is not opened, by its name or by what is in it', async () => {
  const { start, object, opened, storage, dataFolder } = await setUp()
  const edits = start()
  for (const [key, file] of [
    ['setup.exe', 'x'],
    ['folder/run.sh', 'x'],
    ['report', '\x7fELF\x02'],
  ] as const) {
    await storage.uploadFile({ fileName: key, file })
    const failure = await failureOfPromise(openOne(edits, { ...object, key }))
    expect(failure.code).toBe('not-supported')
  }
  expect(opened).toEqual([])
  expect(edits.list()).toEqual([])
  expect(await readdir(join(dataFolder, 'edits'))).toEqual([])
})

test('another version than the one in the listing is not opened', async () => {
  const { start, object } = await setUp()
  const failure = await failureOfPromise(openOne(start(), { ...object, etag: 'other' }))
  expect(failure.code).toBe('changed-meanwhile')
})

test('what is open already is not fetched again, and no program is said so', async () => {
  const { start, object, opened, profile } = await setUp()
  const edits = start()
  const [one, two] = await Promise.all([openOne(edits, object), openOne(edits, object)])
  expect(two.id).toBe(one.id)
  await openOne(edits, object)
  expect(new Set(opened).size).toBe(1)
  await edits.stop(one.id, false)
  profile.broken = true
  const failure = await failureOfPromise(openOne(edits, object))
  expect(failure).toMatchObject({
    code: 'local-file',
    details: { serverMessage: 'No application' },
  })
  expect(edits.list()).toEqual([])
})
