import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { isUnfinished, type Transfer } from '#shared/transfer.ts'
import { DEFAULT_UPLOAD_RULES } from '#shared/upload-rules.ts'
import { tuningOf } from '../../electron/transfers/limits/transfer-limits.ts'
import { LocalHandles } from '../../electron/transfers/local-handles.ts'
import { TransfersThread } from '../../electron/transfers/thread/transfers-thread.ts'
import type { SourceItem, UploadSource } from '../../electron/transfers/upload-source.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { failing } from './faulty-storage.ts'
import { localFolder, never, noise } from './file-manager.ts'
import { connectTo, newBucket, optionsOf } from './storage-connection.ts'

const WINDOW = 'window'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** Transfers as the app has them, in a thread of their own. */
async function thread() {
  const bucket = await newBucket(server)
  const storage = connectTo(server).storage(bucket)
  const handles = new LocalHandles()
  const log: string[] = []
  const asked: string[] = []
  const transfers = new TransfersThread({
    journal: join(await localFolder(), 'transfers.db'),
    tuning: tuningOf(DEFAULT_SETTINGS),
    connection: async profileId => {
      asked.push(profileId)
      if (profileId === 'silent') return new Promise(() => undefined)
      if (profileId !== 'test') throw failing('no-credentials')
      return { ...optionsOf(server), addressing: 'path' }
    },
    expectWritable: () => undefined,
    handles,
    uploadRules: () => DEFAULT_UPLOAD_RULES,
    onSummary: () => undefined,
    onObjectsChanged: () => undefined,
    onPlanProgress: () => undefined,
    log: line => log.push(line),
  })
  onTestFinished(() => transfers.close().catch(() => undefined))
  const at = (prefix: string, profileId = 'test') => ({ profileId, bucket, prefix })
  const end = async (id: string): Promise<Transfer> => {
    for (;;) {
      const { transfers: all } = await transfers.list({ from: 0, to: 9 })
      const found = all.find(one => one.id === id)
      if (found && !isUnfinished(found)) return found
    }
  }
  return { transfers, handles, storage, at, end, asked, log }
}

function page(items: SourceItem[]): UploadSource & { closed: boolean } {
  const source = {
    closed: false,
    async *items() {
      yield* items
    },
    close: () => {
      source.closed = true
    },
  }
  return source
}

test('files go up from the disk and come down again, with secrets that are asked for', async () => {
  const { transfers, handles, at, end, asked } = await thread()
  const content = noise(20_000_000, 31)
  const folder = await localFolder({ 'in/big.bin': content, 'in/small.txt': 'x' })
  const handle = handles.addPaths(WINDOW, [join(folder, 'in')])
  const request = { target: at(''), handle, call: randomUUID() }
  const plan = await transfers.planUpload(WINDOW, request, never())
  expect(plan).toMatchObject({ items: 2, bytes: 20_000_001 })
  const { id } = await transfers.start({ planId: plan.id })
  expect(await end(id)).toMatchObject({ itemsDone: 2, state: { status: 'done' } })
  expect(asked).toEqual(['test'])

  const target = await localFolder()
  const { handle: where } = handles.addFolder(WINDOW, target)
  const wish = { location: at(''), selection: { keys: [], prefixes: ['in/'] }, folder: where }
  const down = await transfers.planDownload(WINDOW, { ...wish, call: '' }, never())
  await end((await transfers.start({ planId: down.id })).id)
  expect(content.equals(await readFile(join(target, 'in/big.bin')))).toBe(true)
})

test('what a page gives goes up through it, and its failure is told as it is', async () => {
  const { transfers, handles, storage, at, end } = await thread()
  const body = noise(300_000, 32)
  const file = { type: 'file' as const, modified: 0 }
  const gone = new AppError({ code: 'source-changed', message: 'It moved.', remedy: 'Drop again.' })
  const source = page([
    { ...file, relativePath: 'whole', size: 300_000, open: async () => Readable.from([body]) },
    { ...file, relativePath: 'gone', size: 3, open: () => Promise.reject(gone) },
    {
      ...file,
      relativePath: 'cut',
      size: 300_000,
      open: async () =>
        Readable.from(
          (async function* () {
            yield body.subarray(0, 1000)
            throw gone
          })(),
        ),
    },
  ])
  const handle = handles.addSource(WINDOW, source)
  const plan = await transfers.planUpload(WINDOW, { target: at(''), handle, call: '' }, never())
  const { id } = await transfers.start({ planId: plan.id })
  const over = await end(id)
  expect(over).toMatchObject({ itemsDone: 1, itemsFailed: 2 })
  expect(over.failures.map(({ failure }) => failure.message)).toEqual(['It moved.', 'It moved.'])
  expect(body.equals(await storage.downloadFile({ fileName: 'whole' }))).toBe(true)
  expect(source.closed).toBe(false)
  await transfers.clear()
  await expect.poll(() => source.closed).toBe(true)
})

test('a failure crosses as it is, and a canceled plan ends', async () => {
  const { transfers, at } = await thread()
  const selection = { keys: [], prefixes: [''] }
  const wrong = { location: at('', 'other'), selection, call: '' }
  await expect(transfers.planDelete(WINDOW, wrong, never())).rejects.toMatchObject({
    code: 'no-credentials',
  })
  const leaving = new AbortController()
  leaving.abort(new Error('left'))
  const asked = transfers.planDelete(WINDOW, { ...wrong, location: at('') }, leaving.signal)
  await expect(asked).rejects.toThrow('left')
})

test('a thread that dies is told of, and another goes on with what it did', async () => {
  const workers: Worker[] = []
  const note = (worker: Worker) => workers.push(worker)
  process.on('worker', note)
  onTestFinished(() => void process.off('worker', note))
  const now = vi.spyOn(performance, 'now')
  onTestFinished(() => now.mockRestore())
  const { transfers, handles, storage, at, end, log } = await thread()
  const content = noise(40_000_000, 33)
  const folder = await localFolder({ 'big.bin': content })
  const handle = handles.addPaths(WINDOW, [join(folder, 'big.bin')])
  const request = { target: at(''), handle, call: randomUUID() }
  const plan = await transfers.planUpload(WINDOW, request, never())
  const { id } = await transfers.start({ planId: plan.id })
  // As if it had lived for some minutes; what it cannot read is a defect that ends it.
  const real = performance.now()
  now.mockImplementation(() => real + 600_000)
  const waiting = transfers.planDelete(
    WINDOW,
    { location: at('', 'silent'), selection: { keys: [], prefixes: [''] }, call: '' },
    never(),
  )
  workers[0]?.postMessage(null)
  await expect(waiting).rejects.toThrow('was started anew')
  await expect.poll(() => workers.length).toBe(2)
  expect(await end(id)).toMatchObject({ itemsDone: 1, state: { status: 'done' } })
  expect(content.equals(await storage.downloadFile({ fileName: 'big.bin' }))).toBe(true)
  expect(log.join()).toContain('The thread of transfers ended')

  // One that dies at once again is left alone, and says what helps.
  workers[1]?.postMessage(null)
  await expect
    .poll(() => transfers.pauseAll().then(String, String))
    .toContain('The part of Pail that moves files has stopped.')
  expect(workers).toHaveLength(2)
})
