import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { S3Storage } from '../../electron/storage/s3-storage.ts'
import { PathSource } from '../../electron/transfers/path-source.ts'
import type { TransferStorage } from '../../electron/transfers/transfer-storage.ts'
import type { UploadSource } from '../../electron/transfers/upload-source.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { failing, faultyStorage } from './faulty-storage.ts'
import { FileManager, filesIn, localFolder } from './file-manager.ts'
import { connectTo, httpServer, newBucket } from './storage-connection.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

async function manager(
  fault: (real: S3Storage) => Partial<TransferStorage> = () => ({}),
  lanes = 4,
): Promise<{ app: FileManager; real: S3Storage }> {
  const bucket = await newBucket(server)
  const real = connectTo(server).storage(bucket)
  return { app: new FileManager(faultyStorage(real, fault(real)), bucket, lanes), real }
}

describe('a retry', () => {
  test('that is asked for twice at once runs once, and takes no lane for ever', async () => {
    let good = false
    const sent: string[] = []
    const { app } = await manager(
      real => ({
        upload: (request, signal) => {
          if (!good) return Promise.reject(failing('denied'))
          sent.push(request.key)
          return real.upload(request, signal)
        },
      }),
      2,
    )
    const source = await localFolder({ 'd/1': '1', 'd/2': '2', 'd/3': '3' })
    const { id } = await app.run(await app.planUpload('', join(source, 'd')))
    good = true
    await Promise.all([app.transfers.retry(id), app.transfers.retry(id)])
    expect(await app.end(id)).toMatchObject({ itemsDone: 3, itemsFailed: 0, bytesDone: 3 })
    expect(sent.sort()).toEqual(['d/1', 'd/2', 'd/3'])
    const next = await localFolder({ 'e/1': '1', 'e/2': '2', 'e/3': '3' })
    const end = await app.run(await app.planUpload('', join(next, 'e')))
    expect(end.state.status).toBe('done')
  })

  test('does not replace what someone else stored since the question was answered', async () => {
    let good = false
    const { app, real } = await manager(storage => ({
      upload: (request, signal) =>
        good ? storage.upload(request, signal) : Promise.reject(failing('denied')),
    }))
    await real.uploadFile({ file: 'old', fileName: 'a.txt' })
    const source = await localFolder({ 'a.txt': 'mine' })
    const { id } = await app.run(await app.planUpload('', join(source, 'a.txt')), 'replace')
    await real.uploadFile({ file: 'theirs', fileName: 'a.txt' })
    good = true
    await app.transfers.retry(id)
    const end = await app.end(id)
    expect(end.failures).toMatchObject([{ failure: { code: 'changed-meanwhile' } }])
    expect((await real.downloadFile({ fileName: 'a.txt' })).toString()).toBe('theirs')
  })
})

describe('keeping both', () => {
  test('goes on to the next number when someone else takes one meanwhile', async () => {
    let first = true
    const { app, real } = await manager(storage => ({
      upload: async (request, signal) => {
        if (first) await storage.uploadFile({ file: 'theirs', fileName: request.key })
        first = false
        return await storage.upload(request, signal)
      },
    }))
    await real.uploadFile({ file: 'old', fileName: 'a.txt' })
    const source = await localFolder({ 'a.txt': 'mine' })
    const end = await app.run(await app.planUpload('', join(source, 'a.txt')), 'keep-both')
    expect(end.state.status).toBe('done')
    expect(await app.keys()).toEqual(['a (2).txt', 'a (3).txt', 'a.txt'])
    expect((await real.downloadFile({ fileName: 'a (2).txt' })).toString()).toBe('theirs')
    expect((await real.downloadFile({ fileName: 'a (3).txt' })).toString()).toBe('mine')
  })

  test('uses a number again that a failed try did not get to use', async () => {
    let good = false
    const { app, real } = await manager(storage => ({
      upload: (request, signal) =>
        good ? storage.upload(request, signal) : Promise.reject(failing('denied')),
    }))
    await real.uploadFile({ file: 'old', fileName: 'a.txt' })
    const source = await localFolder({ 'a.txt': 'mine' })
    const { id } = await app.run(await app.planUpload('', join(source, 'a.txt')), 'keep-both')
    good = true
    await app.transfers.retry(id)
    expect((await app.end(id)).state.status).toBe('done')
    expect(await app.keys()).toEqual(['a (2).txt', 'a.txt'])
  })

  test('of a download goes on when a file appears meanwhile', async () => {
    const target = await localFolder({ 'a.txt': 'old' })
    let first = true
    const { app, real } = await manager(storage => ({
      fetch: async (request, signal) => {
        if (first) await writeFile(join(target, 'a (2).txt'), 'appeared')
        first = false
        return await storage.fetch(request, signal)
      },
    }))
    await real.uploadFile({ file: 'theirs', fileName: 'a.txt' })
    const end = await app.run(await app.planDownload('', { keys: ['a.txt'] }, target), 'keep-both')
    expect(end).toMatchObject({ bytesDone: 6, state: { status: 'done' } })
    expect(await filesIn(target)).toEqual({
      'a.txt': Buffer.from('old'),
      'a (2).txt': Buffer.from('appeared'),
      'a (3).txt': Buffer.from('theirs'),
    })
  })
})

test('two uploads to one key at once store one of them, and say so to the other', async () => {
  const { app, real } = await manager()
  const [one, two] = [await localFolder({ x: 'one' }), await localFolder({ x: 'another' })]
  const plans = [await app.planUpload('', join(one, 'x')), await app.planUpload('', join(two, 'x'))]
  const ends = await Promise.all(plans.map(plan => app.run(plan)))
  expect(ends.map(({ state }) => state.status).sort()).toEqual(['done', 'failed'])
  const lost = ends.find(({ state }) => state.status === 'failed')
  expect(lost?.failures).toMatchObject([{ failure: { code: 'already-exists' } }])
  const won = ends.findIndex(({ state }) => state.status === 'done') === 0 ? 'one' : 'another'
  expect((await real.downloadFile({ fileName: 'x' })).toString()).toBe(won)
})

test('a plan starts once', async () => {
  const { app } = await manager()
  const source = await localFolder({ x: 'x' })
  const plan = await app.planUpload('', join(source, 'x'))
  const end = app.run(plan)
  expect(() => app.transfers.start({ planId: plan.id })).toThrow('no longer known')
  app.transfers.discard(plan.id)
  expect((await end).state.status).toBe('done')
})

test('a target folder that goes away is told, and one that is a file is refused at once', async () => {
  const { app, real } = await manager()
  await real.uploadFile({ file: 'x', fileName: 'd/x' })
  const folder = await localFolder({ 'file.txt': 'mine' })
  const asked = app.planDownload('', { prefixes: ['d/'] }, join(folder, 'file.txt'))
  await expect(asked).rejects.toMatchObject({ code: 'local-file' })
  const target = await localFolder()
  const plan = await app.planDownload('', { prefixes: ['d/'] }, target)
  await rm(target, { recursive: true })
  const end = await app.run(plan)
  expect(end.state).toMatchObject({ status: 'failed', failure: { code: 'local-file' } })
})

test('names that are no Unicode are left out of an upload, with the reason', async () => {
  const { app } = await manager()
  const body = () => Readable.from([Buffer.from('x')])
  const source: UploadSource = {
    async *items() {
      for (const relativePath of ['good', 'lone \ud800']) {
        const open = async () => body()
        yield { type: 'file' as const, relativePath, size: 1, modified: 0, open }
      }
    },
    close: () => undefined,
  }
  const plan = await app.planSource('', source)
  expect(plan).toMatchObject({
    items: 1,
    problems: [
      { name: 'lone \ufffd', effect: 'skipped', reason: 'Its name is not valid Unicode.' },
    ],
  })
  expect((await app.run(plan)).state.status).toBe('done')
})

test('a window that left while its plan was made leaves no plan behind', async () => {
  const leaving = new AbortController()
  const { app } = await manager(real => ({
    listPage: async (request, signal) => {
      const page = await real.listPage(request, signal)
      leaving.abort()
      return page
    },
  }))
  const source = await localFolder({ x: 'x' })
  const request = { target: app.at(''), source: new PathSource([join(source, 'x')]), call: 'c' }
  const asked = app.transfers.planner.upload('window', request, leaving.signal)
  await expect(asked).rejects.toThrow()
})

test('objects that are a file and a folder at once, in every way, all come down', async () => {
  const { app, real } = await manager()
  const contents = {
    a: '1',
    'a/': '',
    'a/b': '2',
    'a//b': '3',
    'c/': 'bytes',
    '/': 'root',
    'a/a/': '',
  }
  for (const [key, text] of Object.entries(contents)) {
    await real.upload({ key, body: Readable.from([Buffer.from(text)]), size: text.length })
  }
  const target = await localFolder()
  const plan = await app.planDownload('', { prefixes: [''] }, target)
  const end = await app.run(plan)
  expect(end).toMatchObject({ itemsFailed: 0, state: { status: 'done' } })
  const texts = Object.values(await filesIn(target)).map(String)
  expect(texts.filter(text => text !== 'folder').sort()).toEqual(['1', '2', '3', 'bytes', 'root'])
  expect((await readdir(target)).some(name => name.includes('pail-part'))).toBe(false)
  const away = await app.run(await app.planDelete('', { prefixes: [''] }))
  expect(away).toMatchObject({ itemsDone: 7, state: { status: 'done' } })
  expect(await app.keys()).toEqual([])
  expect(await readFile(join(target, 'a'), 'utf8')).toBe('1')
})

describe('a delete of very many keys', () => {
  test('takes what was there when it was planned, and tries again what the server was too busy for', async () => {
    let busy = 2
    const { app, real } = await manager(storage => ({
      deleteMany: async (keys, signal) => {
        busy -= 1
        if (busy < 0) return await storage.deleteMany(keys, signal)
        const { deleted } = await storage.deleteMany(keys.slice(5), signal)
        const failed = keys.slice(0, 5).map(key => ({ key, failure: failing('throttled').failure }))
        return { deleted, failed }
      },
    }))
    await fill(real, 2500)
    const plan = await app.planDelete('', { prefixes: ['d/'] })
    expect(plan).toMatchObject({ items: 2500, bytes: 2500 })
    await real.uploadFile({ file: 'new', fileName: 'd/added later' })
    const end = await app.run(plan)
    expect(end).toMatchObject({ itemsDone: 2500, itemsFailed: 0, bytesDone: 2500 })
    expect(await app.keys()).toEqual(['d/added later'])
  })

  test('one by one stops altogether at the first failure that is not about one key', async () => {
    let sent = 0
    const { endpoint } = await httpServer((request, answer) => {
      if (request.method === 'POST') {
        answer.writeHead(501).end('<Error><Code>NotImplemented</Code></Error>')
        return
      }
      sent += 1
      if (sent === 3) answer.writeHead(403).end('<Error><Code>InvalidAccessKeyId</Code></Error>')
      else setTimeout(() => answer.writeHead(204).end(), 30)
    })
    const storage = connectTo({ endpoint }).storage('bucket')
    const keys = Array.from({ length: 100 }, (_, at) => `${at}`)
    await expect(storage.deleteMany(keys)).rejects.toMatchObject({ code: 'wrong-key' })
    const then = sent
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(sent).toBe(then)
  })
})

async function fill(storage: S3Storage, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, at) => at).values()
  const lane = async () => {
    for (const at of numbers) await storage.uploadFile({ file: 'x', fileName: `d/${at}` })
  }
  await Promise.all(Array.from({ length: 16 }, lane))
}
