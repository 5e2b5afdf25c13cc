import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, LEAST_TRANSFER_MEMORY } from '#shared/settings.ts'
import { TransferLimits, tuningOf } from '../../electron/transfers/limits/transfer-limits.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { countingProxy } from './counting-proxy.ts'
import { FileManager, localFolder, noise } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

const MiB = 1024 * 1024
/** Three parts. */
const SIZE = 17 * MiB

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** Two jobs of two files each, of three parts each, and what was in flight while they ran. */
async function uploadTwice(transferMemory: number, partSize?: number) {
  const { endpoint, flight } = await countingProxy(server)
  const bucket = await newBucket(server)
  const storage = connectTo({ ...server, endpoint }).storage(bucket)
  const limits = new TransferLimits()
  const app = new FileManager(storage, bucket, 4, ':memory:', limits)
  limits.set({ ...tuningOf(DEFAULT_SETTINGS), transferMemory })
  if (partSize !== undefined) limits.memory.set(partSize)
  const [one, two] = [await tree(1), await tree(3)]
  const jobs = [await app.planUpload('one/', one), await app.planUpload('two/', two)]
  const ends = await Promise.all(jobs.map(plan => app.run(plan)))
  expect(ends.map(({ state }) => state.status)).toEqual(['done', 'done'])
  for (const key of ['one/d/a.bin', 'one/d/b.bin', 'two/d/a.bin', 'two/d/b.bin']) {
    expect((await storage.head(key)).size).toBe(SIZE)
  }
  return { peak: flight.mostBytes, lent: limits.memory.peak, held: limits.memory.held }
}

async function tree(seed: number): Promise<string> {
  const file = (index: number) => Buffer.alloc(SIZE, noise(64 * 1024, seed + index))
  return join(await localFolder({ 'd/a.bin': file(0), 'd/b.bin': file(1) }), 'd')
}

test('the parts of all jobs together take no more memory than the budget', async () => {
  const control = await uploadTwice(1024 * MiB)
  expect(control.peak).toBeGreaterThan(40 * MiB)
  const { peak, lent, held } = await uploadTwice(20 * MiB)
  expect(peak).toBeLessThanOrEqual(20 * MiB)
  expect(peak).toBeGreaterThan(8 * MiB)
  expect(lent).toBeLessThanOrEqual(20 * MiB)
  expect(lent).toBeGreaterThanOrEqual(peak)
  expect(held).toBe(0)
})

test('a part that is larger than the budget goes alone', async () => {
  const { peak, lent } = await uploadTwice(LEAST_TRANSFER_MEMORY, MiB)
  expect(peak).toBe(8 * MiB)
  expect(lent).toBe(8 * MiB)
})
