import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { DraggableFiles } from '../../electron/external/draggable-files.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { connectTo, failureOfPromise, newBucket } from './storage-connection.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startPlaygroundServer()
})
afterAll(() => server.stop())

const never = new AbortController().signal

async function setUp() {
  const bucket = await newBucket(server)
  const storage = connectTo(server).storage(bucket)
  const dataFolder = await mkdtemp(join(tmpdir(), 'pail-drags-'))
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }))
  const folder = join(dataFolder, 'drags')
  const dragged: string[] = []
  const files = new DraggableFiles({
    folder,
    storage: async () => storage,
    startDrag: async path => void dragged.push(path),
  })
  const put = async (fileName: string, text: string) => {
    await storage.uploadFile({ fileName, file: text })
    return (await storage.head(fileName)).etag
  }
  return { bucket, storage, folder, dragged, files, put }
}

test('an object is fetched into a file of its name, which can be dragged again and again', async () => {
  const { bucket, folder, dragged, files, put } = await setUp()
  await put('a/notes..txt', 'one')
  const object = { profileId: 'p', bucket, key: 'a/notes..txt' }
  const file = await files.prepare(object, never)
  expect(file).toMatchObject({ name: 'notes..txt', size: 3 })
  await files.start(file.id)
  await files.start(file.id)
  const [path = '', again] = dragged
  expect(again).toBe(path)
  expect(await readFile(path, 'utf8')).toBe('one')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)

  await files.sweep()
  expect(await readdir(dirname(folder))).toEqual([])
})

test('what was changed since it was listed is not dragged, and leaves nothing', async () => {
  const { bucket, folder, files, put } = await setUp()
  const etag = await put('notes.txt', 'one')
  await put('notes.txt', 'two')
  const object = { profileId: 'p', bucket, key: 'notes.txt', etag }
  expect(await failureOfPromise(files.prepare(object, never))).toMatchObject({
    code: 'changed-meanwhile',
  })
  expect(await readdir(folder).catch(() => [])).toEqual([])
})

test('the last files stay, older ones give way, and a file that gave way says so', async () => {
  const { bucket, folder, files, put } = await setUp()
  await put('notes.txt', 'one')
  const object = { profileId: 'p', bucket, key: 'notes.txt' }
  const first = await files.prepare(object, never)
  for (let more = 0; more < 16; more += 1) await files.prepare(object, never)
  expect(await readdir(folder)).toHaveLength(16)
  expect(await failureOfPromise(files.start(first.id))).toMatchObject({
    code: 'local-file',
    remedy: expect.stringContaining('Drag out'),
  })
})

test('a shell that can drag nothing says what to do instead', async () => {
  const { bucket, folder, storage } = await setUp()
  const files = new DraggableFiles({ folder, storage: async () => storage, startDrag: undefined })
  const object = { profileId: 'p', bucket, key: 'notes.txt' }
  expect(await failureOfPromise(files.prepare(object, never))).toMatchObject({
    code: 'not-supported',
  })
})
