import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Concurrency, DEFAULT_SETTINGS } from '#shared/settings.ts'
import { TransferLimits, tuningOf } from '../../electron/transfers/limits/transfer-limits.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { countingProxy } from './counting-proxy.ts'
import { FileManager, localFolder, noise } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

const MiB = 1024 * 1024

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

async function fileManager(concurrency: Concurrency, mostAtOnce?: number) {
  const { endpoint, flight } = await countingProxy(server, mostAtOnce)
  const bucket = await newBucket(server)
  const storage = connectTo({ ...server, endpoint }).storage(bucket)
  const limits = new TransferLimits()
  const app = new FileManager(storage, bucket, 4, ':memory:', limits)
  limits.set({ ...tuningOf(DEFAULT_SETTINGS), concurrency })
  return { app, limits, flight }
}

/** One file of three parts, and small ones. */
async function tree(): Promise<string> {
  const small = Array.from({ length: 20 }, (_, at) => [`d/${at}`, noise(1000, at)] as const)
  const large = { 'd/large': Buffer.alloc(17 * MiB, noise(64 * 1024, 1)) }
  return join(await localFolder({ ...Object.fromEntries(small), ...large }), 'd')
}

test('a fixed number counts files and parts of all jobs together', async () => {
  const { app, flight } = await fileManager(3)
  const folder = await tree()
  const plans = [await app.planUpload('one/', folder), await app.planUpload('two/', folder)]
  const ends = await Promise.all(plans.map(plan => app.run(plan)))
  expect(ends.map(({ state }) => state.status)).toEqual(['done', 'done'])
  expect(flight.mostRequests).toBe(3)
})

test('one large file alone is moved in as many parts at once as may be', async () => {
  const { app, flight } = await fileManager(3)
  const folder = await tree()
  await app.run(await app.planUpload('', join(folder, 'large')))
  expect(flight.mostRequests).toBe(3)
})

test('a server that is too busy gets fewer requests, and everything arrives', async () => {
  const { app, limits, flight } = await fileManager('automatic', 3)
  const first = limits.concurrency.limit
  const folder = await tree()
  const end = await app.run(await app.planUpload('', folder))
  expect(end).toMatchObject({ itemsDone: 21, itemsFailed: 0, state: { status: 'done' } })
  expect(flight.refused).toBeGreaterThan(0)
  expect(limits.concurrency.limit).toBeLessThan(first)
})
