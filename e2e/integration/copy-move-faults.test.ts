import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FailureCode } from '#shared/errors.ts'
import type { Transfer } from '#shared/transfer.ts'
import type { S3Storage } from '../../electron/storage/s3-storage.ts'
import type { TransferStorage } from '../../electron/transfers/transfer-storage.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { failing, faultyStorage } from './faulty-storage.ts'
import { FileManager } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

async function faulty(fault: (real: S3Storage) => Partial<TransferStorage>) {
  const bucket = await newBucket(server)
  const real = connectTo(server).storage(bucket)
  const app = new FileManager(faultyStorage(real, fault(real)), bucket)
  const put = (key: string, file: string) => real.uploadFile({ file, fileName: key })
  const text = async (key: string) =>
    Buffer.from(await real.downloadFile({ fileName: key })).toString()
  return { app, real, put, text }
}

const move = (app: FileManager) => app.planCopy('move', { prefixes: ['d/'] }, { to: 'to/' })

describe('a move', () => {
  test('leaves an original that somebody changed after it was copied', async () => {
    const { app, put, text } = await faulty(real => ({
      copy: async (request, signal) => {
        const made = await real.copy(request, signal)
        await real.uploadFile({ file: 'newer', fileName: 'd/a' })
        return made
      },
    }))
    await put('d/a', 'older')
    const end = await app.run(await move(app))
    expect(end.failures).toMatchObject([{ failure: { code: 'changed-meanwhile' } }])
    expect([await text('d/a'), await text('to/d/a')]).toEqual(['newer', 'older'])
  })

  test('whose copies fail takes nothing away; a retry finishes it', async () => {
    let denied = true
    const { app, put } = await faulty(real => ({
      copy: (request, signal) =>
        denied ? Promise.reject(failing('denied')) : real.copy(request, signal),
    }))
    for (const key of ['d/a', 'd/b', 'd/']) await put(key, key)
    const end = await app.run(await move(app))
    expect(end).toMatchObject({ itemsDone: 0, itemsFailed: 3, state: { status: 'failed' } })
    expect(await app.keys()).toEqual(['d/', 'd/a', 'd/b'])
    denied = false
    await app.transfers.retry(end.id)
    expect((await app.end(end.id)).state.status).toBe('done')
    expect(await app.keys()).toEqual(['to/d/', 'to/d/a', 'to/d/b'])
  })

  test('that is canceled between copy and delete has the object in both places', async () => {
    let started: Transfer | undefined
    const { app, put } = await faulty(real => ({
      copy: async (request, signal) => {
        const made = await real.copy(request, signal)
        if (started) void app.transfers.cancel(started.id)
        return made
      },
    }))
    await put('d/a', 'a')
    started = app.transfers.start({ planId: (await move(app)).id })
    const end = await app.end(started.id)
    expect(end).toMatchObject({ itemsDone: 0, state: { status: 'canceled' } })
    expect(await app.keys()).toEqual(['d/a', 'to/d/a'])
    await app.transfers.retry(end.id)
    expect((await app.end(end.id)).state.status).toBe('done')
    expect(await app.keys()).toEqual(['to/d/a'])
  })
})

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const REASONS: FailureCode[] = ['denied', 'invalid', 'server-error', 'unreachable']

/** Any verb of a copy may fail, before it did anything or after: then only its answer is lost. */
function unreliable(real: S3Storage, next: () => number, state: { on: boolean }) {
  const maybe = async <T>(verb: () => Promise<T>): Promise<T> => {
    const dice = state.on ? next() : 1
    const reason = REASONS[Math.floor(next() * REASONS.length)] ?? 'denied'
    if (dice < 0.15) throw failing(reason)
    const done = await verb()
    if (dice < 0.3) throw failing(reason)
    return done
  }
  return {
    copySource: (request, signal) => maybe(() => real.copySource(request, signal)),
    copy: (request, signal) => maybe(() => real.copy(request, signal)),
    deleteUnchanged: (known, signal) => maybe(() => real.deleteUnchanged(known, signal)),
  } satisfies Partial<TransferStorage>
}

test.each(Array.from({ length: 8 }, (_, seed) => seed))(
  'whatever fails, every object is in one place or in both (seed %i)',
  async seed => {
    const state = { on: true }
    const next = random(seed)
    const { app, put, text } = await faulty(real => unreliable(real, next, state))
    const names = Array.from({ length: 12 }, (_, at) => `d/${at}`)
    for (const name of names) await put(name, `the bytes of ${name}`)
    let end = await app.run(await move(app))
    for (let round = 0; round < 4; round += 1) {
      const keys = new Set(await app.keys())
      for (const name of names) {
        const places = [name, `to/${name}`].filter(key => keys.has(key))
        expect(places.length, name).toBeGreaterThan(0)
        for (const key of places) expect(await text(key)).toBe(`the bytes of ${name}`)
      }
      state.on = round < 2
      if (end.state.status === 'done') break
      await app.transfers.retry(end.id)
      end = await app.end(end.id)
    }
    expect(end.state.status).toBe('done')
    expect(await app.keys()).toEqual(names.map(name => `to/${name}`).sort())
  },
)
