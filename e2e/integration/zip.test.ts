import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TransferStorage } from '../../electron/transfers/transfer-storage.ts'
import { zipFiles } from '../harness/zip-files.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { bytesOf, failing, faultyStorage, inPlaceOf } from './faulty-storage.ts'
import { FileManager, localFolder, noise } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

const MiB = 1024 * 1024

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** A bucket with files, whose `fetch` may be made to misbehave, and a folder for zips. */
async function bucketWith(
  files: Readonly<Record<string, string | Uint8Array>>,
  fetch?: (real: TransferStorage) => TransferStorage['fetch'],
) {
  const bucket = await newBucket(server)
  const real = connectTo(server).storage(bucket)
  for (const [fileName, file] of Object.entries(files)) await real.uploadFile({ file, fileName })
  const journal = join(await localFolder(), 'transfers.db')
  const storage = fetch ? faultyStorage(real, { fetch: fetch(real) }) : real
  const start = () => new FileManager(storage, bucket, 4, journal)
  return { real, start, folder: await localFolder() }
}

/** A read that goes on only when it is let. */
function gated(key: string) {
  const reached = Promise.withResolvers<void>()
  const open = Promise.withResolvers<void>()
  const fetch = (real: TransferStorage): TransferStorage['fetch'] => {
    return async (request, signal) => {
      if (request.key === key) {
        reached.resolve()
        const aborted = new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
        })
        await Promise.race([open.promise, aborted])
      }
      return await real.fetch(request, signal)
    }
  }
  return { reached: reached.promise, open: () => open.resolve(), fetch }
}

test('a folder becomes one zip with everything in it, verified', async () => {
  const files = {
    'logs/a.txt': 'hello\n'.repeat(10_000),
    'logs/big.bin': noise(20 * MiB + 3, 1),
    'logs/deep/ünï cödé.jpg': noise(300_000, 2),
    'logs/empty': '',
    'logs/none/': '',
  }
  const { start, folder } = await bucketWith({ ...files, 'other.txt': 'not this' })
  const app = start()
  const plan = await app.planZip('', { prefixes: ['logs/'] }, folder)
  expect(plan).toMatchObject({ kind: 'zip', items: 4, folders: 1, problemCount: 0 })
  const end = await app.run(plan)
  expect(end).toMatchObject({ label: 'logs.zip', itemsDone: 5, state: { status: 'done' } })
  expect(end.bytesDone).toBe(end.bytesTotal)
  expect(await readdir(folder)).toEqual(['logs.zip'])
  const found = await zipFiles(join(folder, 'logs.zip'))
  expect([...found.keys()].toSorted()).toEqual(Object.keys(files).toSorted())
  for (const [name, content] of Object.entries(files)) {
    expect(found.get(name)?.bytes.equals(Buffer.from(content)), name).toBe(true)
  }
  const { items } = app.transfers.items.page(end.id, { text: 'big' }, { from: 0, to: 1 })
  expect(items).toMatchObject([{ note: 'CRC32 matched.' }])
})

test('no name in a zip leads out of it or hides another, and all that differ are told', async () => {
  const { start, folder, real } = await bucketWith({})
  const keys = ['../up', '/absolute', 'a\\..\\..\\b', 'A.txt', 'a.TXT', 'C:/x', 'con', 'plain']
  for (const key of keys) await real.uploadFile({ file: key, fileName: key })
  const app = start()
  const plan = await app.planZip('', { keys }, folder)
  expect(plan.problems.map(({ name, effect }) => [name, effect]).toSorted()).toEqual(
    ['../up', '/absolute', 'C:/x', 'a.TXT', 'a\\..\\..\\b', 'con'].map(name => [name, 'renamed']),
  )
  await app.run(plan)
  const [zip = ''] = await readdir(folder)
  const found = await zipFiles(join(folder, zip))
  expect(found.size).toBe(keys.length)
  const names = [...found.keys()]
  expect(new Set(names.map(name => name.toLowerCase())).size).toBe(keys.length)
  for (const name of names) {
    expect(name).not.toMatch(/^\/|\\|:/)
    expect(name.split('/')).not.toContain('..')
  }
})

test('a member that can’t be had fails all of it: its key is told, and no file is left', async () => {
  const files = { 'a/1.txt': 'one', 'a/2.bin': noise(5 * MiB, 3), 'a/3.txt': 'three' }
  const wrong = (real: TransferStorage): TransferStorage['fetch'] => {
    return async (request, signal) => {
      const body = await real.fetch(request, signal)
      if (request.key !== 'a/2.bin') return body
      const bytes = await bytesOf(body)
      bytes[4 * MiB] = (bytes[4 * MiB] ?? 0) ^ 1
      return inPlaceOf(body, [bytes])
    }
  }
  const denied = (real: TransferStorage): TransferStorage['fetch'] => {
    return async (request, signal) => {
      if (request.key === 'a/3.txt') throw failing('denied')
      return await real.fetch(request, signal)
    }
  }
  for (const [fault, key, code] of [
    [wrong, 'a/2.bin', 'corrupted'],
    [denied, 'a/3.txt', 'denied'],
  ] as const) {
    const { start, folder } = await bucketWith(files, fault)
    const app = start()
    const end = await app.run(await app.planZip('', { prefixes: ['a/'] }, folder))
    expect(end.state).toMatchObject({ status: 'failed', failure: { code, subject: { key } } })
    expect(end.state).toMatchObject({ failure: { message: expect.stringContaining(key) } })
    expect(await readdir(folder)).toEqual([])
  }
})

test('a member that was replaced since it was listed is not put in', async () => {
  const { start, folder, real } = await bucketWith({ 'a.txt': 'old', 'b.txt': 'b' })
  const app = start()
  const plan = await app.planZip('', { keys: ['a.txt', 'b.txt'] }, folder)
  await real.uploadFile({ file: 'new', fileName: 'a.txt' })
  const end = await app.run(plan)
  expect(end.state).toMatchObject({ failure: { code: 'changed-meanwhile' } })
  expect(await readdir(folder)).toEqual([])
})

test('a connection that breaks in a large member goes on where it was', async () => {
  const content = noise(9 * MiB, 4)
  const starts: (number | undefined)[] = []
  const { start, folder } = await bucketWith({ 'a.bin': content }, real => {
    return async (request, signal) => {
      starts.push(request.range?.start)
      const body = await real.fetch(request, signal)
      if (starts.length > 1) return body
      const half = async function* () {
        yield [(await bytesOf(body)).subarray(0, 5 * MiB)]
        throw failing('unreachable')
      }
      return { ...body, pieces: half() }
    }
  })
  const app = start()
  const end = await app.run(await app.planZip('', { keys: ['a.bin'] }, folder))
  expect(end.state.status).toBe('done')
  expect(starts).toEqual([undefined, 5 * MiB])
  const found = await zipFiles(join(folder, 'a.bin.zip'))
  expect(found.get('a.bin')?.bytes.equals(content)).toBe(true)
})

test('a zip that is paused leaves no file, starts over, and is whole in the end', async () => {
  const gate = gated('c.txt')
  const files = { 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' }
  const { start, folder } = await bucketWith(files, gate.fetch)
  const app = start()
  const plan = await app.planZip('', { keys: Object.keys(files) }, folder)
  const { id } = app.transfers.start({ planId: plan.id })
  await gate.reached
  await app.transfers.pause(id)
  await expect.poll(() => readdir(folder)).toEqual([])
  gate.open()
  await app.transfers.resume(id)
  expect(await app.end(id)).toMatchObject({ itemsDone: 3, state: { status: 'done' } })
  const [name = ''] = await readdir(folder)
  const found = await zipFiles(join(folder, name))
  expect([...found.keys()].toSorted()).toEqual(Object.keys(files))
})

test('a zip that is canceled, or cleared, leaves nothing', async () => {
  const gate = gated('c.txt')
  const files = { 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' }
  const { start, folder } = await bucketWith(files, gate.fetch)
  const app = start()
  const plan = await app.planZip('', { keys: Object.keys(files) }, folder)
  const { id } = app.transfers.start({ planId: plan.id })
  await gate.reached
  await app.transfers.cancel(id)
  expect(await readdir(folder)).toEqual([])
  await app.transfers.clear()
  expect(await readdir(folder)).toEqual([])
})

test('a zip that Pail was quit in is made anew at the next start', async () => {
  const gate = gated('c.txt')
  const files = { 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' }
  const { start, folder } = await bucketWith(files, gate.fetch)
  const first = start()
  const plan = await first.planZip('', { keys: Object.keys(files) }, folder)
  const { id } = first.transfers.start({ planId: plan.id })
  await gate.reached
  await first.transfers.close()
  gate.open()
  const again = start()
  expect(await again.end(id)).toMatchObject({ itemsDone: 3, state: { status: 'done' } })
  const names = await readdir(folder)
  expect(names).toHaveLength(1)
  expect((await zipFiles(join(folder, names[0] ?? ''))).size).toBe(3)
})

test('a name that is taken, or promised to another zip, gets a number', async () => {
  const { start, folder } = await bucketWith({ 'a.txt': 'a' })
  await writeFile(join(folder, 'a.txt.zip'), 'mine')
  const app = start()
  const plans = [
    await app.planZip('', { keys: ['a.txt'] }, folder),
    await app.planZip('', { keys: ['a.txt'] }, folder),
  ]
  for (const plan of plans) await app.run(plan)
  expect((await readdir(folder)).toSorted()).toEqual([
    'a.txt (2).zip',
    'a.txt (3).zip',
    'a.txt.zip',
  ])
})

test('nothing can be left out of a zip that is being made', async () => {
  const gate = gated('a.txt')
  const { start, folder } = await bucketWith({ 'a.txt': 'a' }, gate.fetch)
  const app = start()
  const plan = await app.planZip('', { keys: ['a.txt'] }, folder)
  const { id } = app.transfers.start({ planId: plan.id })
  await gate.reached
  expect(() => app.transfers.skip(id, { type: 'item', number: 0 })).toThrow(/left out of a zip/)
  gate.open()
  expect((await app.end(id)).state.status).toBe('done')
})
