import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { failing, faultyStorage } from './faulty-storage.ts'
import { FileManager, localFolder, noise } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

const MiB = 1024 * 1024
/** Five parts of eight MiB. */
const content = noise(40 * MiB - 7, 21)

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** One bucket and one journal, on which a Pail can be started again and again. */
async function home() {
  const bucket = await newBucket(server)
  const real = connectTo(server).storage(bucket)
  const journal = join(await localFolder(), 'transfers.db')
  /** Multipart uploads that a Pail went on with, or began. */
  const uploads: ('begun' | 'new')[] = []
  const ranges: number[] = []
  const start = () => {
    const storage = faultyStorage(real, {
      upload: (request, signal) => {
        if (request.memory) uploads.push(request.memory.begun ? 'begun' : 'new')
        return real.upload(request, signal)
      },
      fetch: (request, signal) => {
        ranges.push(request.range?.start ?? -1)
        return real.fetch(request, signal)
      },
    })
    return new FileManager(storage, bucket, 4, journal)
  }
  return { real, start, uploads, ranges }
}

async function someBytes(app: FileManager, id: string, bytes = 9 * MiB): Promise<void> {
  while (app.transfer(id).bytesDone < bytes) await new Promise(resolve => setImmediate(resolve))
}

describe('an upload', () => {
  test('that is paused keeps its parts, and goes on with the same multipart upload', async () => {
    const { real, start, uploads } = await home()
    const app = start()
    const source = await localFolder({ 'big.bin': content })
    const plan = await app.planUpload('', join(source, 'big.bin'))
    const { id } = app.transfers.start({ planId: plan.id })
    await someBytes(app, id)
    await app.transfers.pause(id)
    expect(app.transfer(id).state.status).toBe('paused')
    expect(await real.listUploads('big.bin')).toHaveLength(1)
    expect(app.transfers.list({ from: 0, to: 1 }).summary).toMatchObject({ paused: 1, running: 0 })
    await app.transfers.resume(id)
    expect(await app.end(id)).toMatchObject({ itemsDone: 1, bytesDone: content.length })
    expect(uploads).toEqual(['new', 'begun'])
    expect(await real.listUploads('big.bin')).toEqual([])
    expect(content.equals(await real.downloadFile({ fileName: 'big.bin' }))).toBe(true)
  })

  test('goes on at the next start of Pail, and anew when the file has changed', async () => {
    const { real, start, uploads } = await home()
    const first = start()
    const source = await localFolder({ 'big.bin': content })
    const plan = await first.planUpload('', join(source, 'big.bin'))
    const { id } = first.transfers.start({ planId: plan.id })
    await someBytes(first, id)
    await first.transfers.close()
    await appendFile(join(source, 'big.bin'), 'and more')
    const end = await start().end(id)
    expect(end.state.status).toBe('done')
    expect(uploads).toEqual(['new', 'begun'])
    const stored = await real.downloadFile({ fileName: 'big.bin' })
    expect(Buffer.concat([content, Buffer.from('and more')]).equals(stored)).toBe(true)
    expect(await real.listUploads('big.bin')).toEqual([])
  })

  test('that is paused at quitting stays paused, and canceling it leaves nothing', async () => {
    const { real, start } = await home()
    const first = start()
    const source = await localFolder({ 'big.bin': content })
    const plan = await first.planUpload('', join(source, 'big.bin'))
    const { id } = first.transfers.start({ planId: plan.id })
    await someBytes(first, id)
    await first.transfers.pauseAll()
    await first.transfers.close()
    const second = start()
    expect(second.transfer(id)).toMatchObject({ label: 'big.bin', state: { status: 'paused' } })
    await second.transfers.cancel(id)
    expect(await real.listUploads('big.bin')).toEqual([])
    expect(await second.keys()).toEqual([])
  })
})

describe('a download', () => {
  test('goes on at the next start of Pail, and fetches no chunk twice', async () => {
    const { real, start, ranges } = await home()
    await real.uploadFile({ file: content, fileName: 'big.bin' })
    const target = await localFolder()
    const first = start()
    const plan = await first.planDownload('', { keys: ['big.bin'] }, target)
    const { id } = first.transfers.start({ planId: plan.id })
    await someBytes(first, id, 35 * MiB)
    await first.transfers.close()
    expect(await readdir(target)).toEqual([expect.stringContaining('.pail-part')])
    const before = ranges.length
    const end = await start().end(id)
    expect(end).toMatchObject({ itemsDone: 1, bytesDone: content.length })
    expect(ranges.length - before).toBeLessThan(5)
    expect(await readdir(target)).toEqual(['big.bin'])
    expect(content.equals(await readFile(join(target, 'big.bin')))).toBe(true)
  })

  test('whose object is another by then starts anew', async () => {
    const { real, start } = await home()
    await real.uploadFile({ file: content, fileName: 'big.bin' })
    const target = await localFolder()
    const first = start()
    const plan = await first.planDownload('', { keys: ['big.bin'] }, target)
    const { id } = first.transfers.start({ planId: plan.id })
    await someBytes(first, id, 20 * MiB)
    await first.transfers.close()
    const other = noise(30 * MiB, 22)
    await real.uploadFile({ file: other, fileName: 'big.bin' })
    expect((await start().end(id)).state.status).toBe('done')
    expect(other.equals(await readFile(join(target, 'big.bin')))).toBe(true)
    expect(await readdir(target)).toEqual(['big.bin'])
  })

  test('that is canceled when its folder is gone is canceled all the same', async () => {
    const { real, start } = await home()
    await real.uploadFile({ file: content, fileName: 'big.bin' })
    const target = join(await localFolder(), 'target')
    await mkdir(target)
    const first = start()
    const plan = await first.planDownload('', { keys: ['big.bin'] }, target)
    const { id } = first.transfers.start({ planId: plan.id })
    await someBytes(first, id)
    await first.transfers.pause(id)
    await first.transfers.close()
    await rm(target, { recursive: true })
    const second = start()
    await second.transfers.cancel(id)
    expect(second.transfer(id).state.status).toBe('canceled')
  })
})

test('a history of jobs and their failures is there after a restart, and can be cleared', async () => {
  const { start } = await home()
  const first = start()
  const source = await localFolder({ 'd/1': '1', 'd/2': '2' })
  const plan = await first.planUpload('', join(source, 'd'))
  first.storage = faultyStorage(connectTo(server).storage('x'), {
    upload: () => Promise.reject(failing('denied')),
  })
  const { id } = await first.run(plan)
  await first.transfers.close()
  const second = start()
  expect(second.transfer(id)).toMatchObject({
    itemsFailed: 2,
    failures: [{ name: 'd/1', failure: { code: 'denied' } }, { name: 'd/2' }],
    state: { status: 'failed' },
  })
  await second.transfers.retry(id)
  expect(await second.end(id)).toMatchObject({ itemsDone: 2, itemsFailed: 0 })
  await second.transfers.clear()
  expect(second.transfers.list({ from: 0, to: 9 }).transfers).toEqual([])
})

test('a job of very many items is held on disk, not in memory', async () => {
  const { real, start } = await home()
  const count = 300_000
  const app = start()
  app.storage = faultyStorage(real, {
    listAll: async function* () {
      for (let at = 0; at < count; at += 1000) {
        const objects = Array.from({ length: 1000 }, (_, index) => ({
          key: `some/longer/prefix/of/keys/object-${String(at + index).padStart(9, '0')}`,
          size: 10,
          modified: 0,
          etag: 'd41d8cd98f00b204e9800998ecf8427e',
          storageClass: 'STANDARD',
        }))
        yield { objects, commonPrefixes: [] }
      }
    },
  })
  const before = usedMemory()
  const plan = await app.planDelete('', { prefixes: [''] })
  expect(plan.items).toBe(count)
  // A list of them would take 100 MB and more.
  expect(usedMemory() - before).toBeLessThan(40 * MiB)
  app.transfers.discard(plan.id)
}, 120_000)

function usedMemory(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
