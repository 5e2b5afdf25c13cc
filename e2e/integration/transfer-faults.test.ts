import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { S3Storage } from '../../electron/storage/s3-storage.ts'
import { localFailure } from '../../electron/transfers/local-failure.ts'
import { stopsTheJob } from '../../electron/transfers/retry.ts'
import type { TransferStorage } from '../../electron/transfers/transfer-storage.ts'
import type { SourceItem, UploadSource } from '../../electron/transfers/upload-source.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { changed, failing, faultyStorage, inPlaceOf } from './faulty-storage.ts'
import { FileManager, filesIn, localFolder, noise } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** A real bucket whose verbs misbehave where a test says so. */
async function faulty(fault: (real: S3Storage) => Partial<TransferStorage>, lanes = 4) {
  const bucket = await newBucket(server)
  const real = connectTo(server).storage(bucket)
  return { app: new FileManager(faultyStorage(real, fault(real)), bucket, lanes), real }
}

describe('a download', () => {
  test('whose connection breaks goes on where it was', async () => {
    const content = noise(3_000_000, 11)
    const asked: (number | undefined)[] = []
    const { app, real } = await faulty(storage => ({
      fetch: async (request, signal) => {
        asked.push(request.range?.start)
        const body = await storage.fetch(request, signal)
        let seen = 0
        return changed(body, chunk => {
          seen += chunk.length
          if (asked.length < 3 && seen > 1_000_000) throw failing('unreachable')
          return chunk
        })
      },
    }))
    await real.uploadFile({ file: content, fileName: 'a.bin' })
    const target = await localFolder()
    const end = await app.run(await app.planDownload('', { keys: ['a.bin'] }, target))
    expect(end).toMatchObject({ bytesDone: content.length, state: { status: 'done' } })
    expect(asked[0]).toBeUndefined()
    expect(asked[1]).toBeGreaterThan(900_000)
    expect(asked[2]).toBeGreaterThan(1_800_000)
    expect((await readFile(join(target, 'a.bin'))).equals(content)).toBe(true)
  })

  test('with one wrong bit is not kept', async () => {
    const { app, real } = await faulty(storage => ({
      fetch: async (request, signal) =>
        changed(await storage.fetch(request, signal), chunk => {
          chunk[0] = (chunk[0] ?? 0) ^ 1
          return chunk
        }),
    }))
    const folder = await localFolder({ 'a.bin': noise(500_000, 12) })
    const stored = await app.run(await app.planUpload('', join(folder, 'a.bin')))
    expect(stored.state.status).toBe('done')
    expect((await real.head('a.bin')).checksums.length).toBeGreaterThan(0)
    const target = await localFolder({ 'a.bin': 'mine' })
    const end = await app.run(await app.planDownload('', { keys: ['a.bin'] }, target), 'replace')
    expect(end.failures).toMatchObject([{ failure: { code: 'corrupted' } }])
    expect(await filesIn(target)).toEqual({ 'a.bin': Buffer.from('mine') })
  })

  test('that ends early without a word is not kept', async () => {
    const { app, real } = await faulty(storage => ({
      fetch: async (request, signal) => {
        const body = await storage.fetch(request, signal)
        return inPlaceOf(body, [Buffer.from('half')])
      },
    }))
    await real.uploadFile({ file: 'half and half', fileName: 'a.txt' })
    const target = await localFolder()
    const end = await app.run(await app.planDownload('', { keys: ['a.txt'] }, target))
    expect(end.failures).toMatchObject([{ failure: { code: 'corrupted' } }])
    expect(await readdir(target)).toEqual([])
  })

  test('of an object that is replaced meanwhile gets the new one, never a mix', async () => {
    const newer = noise(900_000, 14)
    let replaced = false
    const { app, real } = await faulty(storage => ({
      fetch: async (request, signal) => {
        const body = await storage.fetch(request, signal)
        if (replaced) return body
        replaced = true
        await storage.uploadFile({ file: newer, fileName: 'a.bin' })
        let seen = 0
        return changed(body, chunk => {
          seen += chunk.length
          if (seen > 300_000) throw failing('unreachable')
          return chunk
        })
      },
    }))
    await real.uploadFile({ file: noise(1_000_000, 13), fileName: 'a.bin' })
    const target = await localFolder()
    const end = await app.run(await app.planDownload('', { keys: ['a.bin'] }, target))
    expect(end.state.status).toBe('done')
    expect((await readFile(join(target, 'a.bin'))).equals(newer)).toBe(true)
  })

  test('that cannot fit on the disk is refused before anything is fetched', async () => {
    const huge = { size: 2 ** 52, modified: 0, etag: 'e', storageClass: 'STANDARD' }
    const { app } = await faulty(() => ({
      listAll: async function* () {
        yield { objects: [{ key: 'd/huge', ...huge }], commonPrefixes: [] }
      },
    }))
    const plan = app.planDownload('', { prefixes: ['d/'] }, await localFolder())
    await expect(plan).rejects.toThrow('but the disk of')
  })

  test('to a disk that is full stops, rather than fetch all that cannot be kept', () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    const failure = localFailure(full, '/media/stick/a.txt')
    if (!(failure instanceof AppError)) throw failure
    expect(failure.failure).toMatchObject({
      code: 'local-file',
      remedy: expect.stringMatching('space'),
    })
    expect(stopsTheJob(failure.failure)).toBe(true)
  })

  test('from a server that cannot read in parts is read in one', async () => {
    const content = noise(65 * 1024 * 1024, 15)
    const { app, real } = await faulty(storage => ({
      fetch: (request, signal) =>
        request.range ? Promise.reject(failing('not-supported')) : storage.fetch(request, signal),
    }))
    await real.uploadFile({ file: content, fileName: 'a.bin' })
    const target = await localFolder()
    const end = await app.run(await app.planDownload('', { keys: ['a.bin'] }, target))
    expect(end).toMatchObject({ bytesDone: content.length, state: { status: 'done' } })
    expect((await readFile(join(target, 'a.bin'))).equals(content)).toBe(true)
  })
})

describe('a job', () => {
  test('goes on past an item that fails, and a retry does only that one', async () => {
    let allowed = false
    const sent: string[] = []
    const { app } = await faulty(storage => ({
      upload: (request, signal) => {
        sent.push(request.key)
        if (request.key === 'd/2' && !allowed) return Promise.reject(failing('denied'))
        return storage.upload(request, signal)
      },
    }))
    const source = await localFolder({ 'd/1': '1', 'd/2': '2', 'd/3': '3' })
    const end = await app.run(await app.planUpload('', join(source, 'd')))
    expect(end).toMatchObject({ itemsDone: 2, itemsFailed: 1, state: { status: 'failed' } })
    expect(end.failures).toMatchObject([{ name: 'd/2', failure: { code: 'denied' } }])
    expect(sent.sort()).toEqual(['d/1', 'd/2', 'd/3'])

    allowed = true
    sent.length = 0
    await app.transfers.retry(end.id)
    expect(await app.end(end.id)).toMatchObject({ itemsDone: 3, itemsFailed: 0, bytesDone: 3 })
    expect(sent).toEqual(['d/2'])
  })

  test('stops at once when the key is no longer good; a retry uses the corrected profile', async () => {
    let sent = 0
    const { app, real } = await faulty(
      storage => ({
        upload: (request, signal) => {
          sent += 1
          if (sent > 3) return Promise.reject(failing('expired-credentials'))
          return storage.upload(request, signal)
        },
      }),
      1,
    )
    const files = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`d/${at}`, 'x']))
    const source = await localFolder(files)
    const end = await app.run(await app.planUpload('', join(source, 'd')))
    expect(end).toMatchObject({
      itemsDone: 3,
      itemsFailed: 0,
      state: { status: 'failed', failure: { code: 'expired-credentials' } },
    })
    expect(sent).toBe(4)
    app.storage = real
    await app.transfers.retry(end.id)
    expect(await app.end(end.id)).toMatchObject({ itemsDone: 50, state: { status: 'done' } })
    expect((await app.keys()).length).toBe(50)
  })

  test('waits out a server that is too busy', async () => {
    let busy = 2
    const { app } = await faulty(storage => ({
      upload: (request, signal) => {
        busy -= 1
        return busy >= 0 ? Promise.reject(failing('throttled')) : storage.upload(request, signal)
      },
    }))
    const source = await localFolder({ 'a.txt': 'a' })
    const end = await app.run(await app.planUpload('', join(source, 'a.txt')))
    expect(end).toMatchObject({ itemsDone: 1, itemsFailed: 0, state: { status: 'done' } })
  })

  test('never has more in flight than lanes', async () => {
    let flying = 0
    let most = 0
    const { app } = await faulty(
      storage => ({
        upload: async (request, signal) => {
          flying += 1
          most = Math.max(most, flying)
          const stored = await storage.upload(request, signal)
          flying -= 1
          return stored
        },
      }),
      3,
    )
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`d/${at}`, 'x']))
    const source = await localFolder(files)
    await app.run(await app.planUpload('', join(source, 'd')))
    expect(most).toBe(3)
  })

  test('keeps the reason of each key that cannot be deleted', async () => {
    const { app } = await faulty(storage => ({
      deleteMany: async (keys, signal) => {
        const { deleted } = await storage.deleteMany(
          keys.filter(key => key !== 'd/locked'),
          signal,
        )
        return { deleted, failed: [{ key: 'd/locked', failure: failing('denied').failure }] }
      },
    }))
    const source = await localFolder({ 'd/locked': '1', 'd/free': '2' })
    await app.run(await app.planUpload('', join(source, 'd')))
    const end = await app.run(await app.planDelete('', { prefixes: ['d/'] }))
    expect(end).toMatchObject({ itemsDone: 1, itemsFailed: 1, state: { status: 'failed' } })
    expect(end.failures).toMatchObject([{ name: 'd/locked', failure: { code: 'denied' } }])
    expect(await app.keys()).toEqual(['d/locked'])
  })
})

describe('keys that may be written but not listed', () => {
  const dropBox = (storage: S3Storage): Partial<TransferStorage> => ({
    listPage: () => Promise.reject(failing('denied')),
    head: () => Promise.reject(failing('denied')),
    upload: (request, signal) => storage.upload(request, signal),
  })

  test('still take uploads, and still never overwrite', async () => {
    const { app, real } = await faulty(dropBox)
    await real.uploadFile({ file: 'theirs', fileName: 'a.txt' })
    const source = await localFolder({ 'a.txt': 'mine', 'b.txt': 'mine' })
    const end = await app.run(
      await app.planUpload('', join(source, 'a.txt'), join(source, 'b.txt')),
    )
    expect(end).toMatchObject({ itemsDone: 1, itemsFailed: 1 })
    expect((await real.head('a.txt')).size).toBe(6)
  })
})

describe('a stream from a browser', () => {
  function streams(items: Readonly<Record<string, { said: number; body: Buffer }>>): UploadSource {
    return {
      async *items(): AsyncGenerator<SourceItem> {
        for (const [relativePath, { said, body }] of Object.entries(items)) {
          const open = async () => Readable.from([body])
          yield { type: 'file', relativePath, size: said, modified: 0, open }
        }
      },
      close: () => undefined,
    }
  }

  test('is stored whole, and not at all when it is shorter or longer than was said', async () => {
    const { app, real } = await faulty(() => ({}))
    const body = noise(200_000, 16)
    const source = streams({
      'whole.bin': { said: 200_000, body },
      'short.bin': { said: 200_001, body },
      'long.bin': { said: 199_999, body },
    })
    const end = await app.run(await app.planSource('', source))
    expect(end).toMatchObject({ itemsDone: 1, itemsFailed: 2, bytesDone: 200_000 })
    expect(end.failures.map(({ failure }) => failure.code)).toEqual([
      'source-changed',
      'source-changed',
    ])
    expect(await app.keys()).toEqual(['whole.bin'])
    expect(Buffer.from(await real.downloadFile({ fileName: 'whole.bin' })).equals(body)).toBe(true)
  })
})

test('a file that is saved while it goes up is sent again, whole', async () => {
  let first = true
  let path = ''
  const { app, real } = await faulty(storage => ({
    upload: async (request, signal) => {
      if (first) {
        first = false
        throw failing('source-changed')
      }
      return storage.upload(request, signal)
    },
  }))
  const source = await localFolder({ 'a.txt': 'one' })
  path = join(source, 'a.txt')
  const plan = await app.planUpload('', path)
  const end = await app.run(plan)
  expect(end.state.status).toBe('done')
  expect((await real.head('a.txt')).size).toBe(3)
  await writeFile(path, 'two')
})
