import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_LIMITS } from '#shared/bandwidth.ts'
import { FakeClock } from '../../electron/transfers/limits/fake-clock.ts'
import { TransferLimits } from '../../electron/transfers/limits/transfer-limits.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { FileManager, filesIn, localFolder, noise } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

const MB = 1_000_000
/** What may be saved up, and what one turn may be more. */
const SLACK = 0.3

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** A file manager whose limits are measured by a clock that only the test moves. */
async function throttled(bandwidth: { up?: number; down?: number }) {
  const clock = new FakeClock()
  const limits = new TransferLimits(clock)
  const bucket = await newBucket(server)
  const storage = connectTo(server).storage(bucket)
  const app = new FileManager(storage, bucket, 4, ':memory:', limits)
  limits.bandwidth.set({ ...NO_LIMITS, ...bandwidth })
  /** The bytes that are moved once nothing moves any more, because no time passes. */
  const still = async (id: string, looks = 10): Promise<number> => {
    for (let before = -1, alike = 0; ; ) {
      const { bytesDone } = app.transfer(id)
      alike = bytesDone === before ? alike + 1 : 0
      before = bytesDone
      if (alike >= looks) return bytesDone
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }
  const start = async (plan: Promise<{ id: string }>) =>
    app.transfers.start({ planId: (await plan).id }).id
  return { app, clock, limits, still, start }
}

/** Two of one request, one of parts: 14 MB in all. */
const files = () =>
  localFolder({ 'a.bin': noise(2 * MB, 1), 'b.bin': noise(2 * MB, 2), 'c.bin': noise(10 * MB, 3) })

const paths = async (folder: string) =>
  (await readdir(folder)).map(name => join(folder, name)).sort()

test('uploads together move no more bytes than the limit allows for the time that passed', async () => {
  const source = await files()
  const control = await throttled({})
  const free = await control.start(control.app.planUpload('', ...(await paths(source))))
  expect((await control.app.end(free)).bytesDone).toBe(14 * MB)

  const { app, clock, limits, still, start } = await throttled({ up: MB })
  const id = await start(app.planUpload('', ...(await paths(source))))
  expect(await still(id)).toBe(0)
  let seconds = 0
  for (const wait of [1, 2, 4]) {
    await clock.pass(wait * 1000)
    seconds += wait
    const moved = await still(id)
    expect(moved).toBeLessThanOrEqual((seconds + SLACK) * MB)
  }
  expect(app.transfer(id).state.status).toBe('running')
  limits.bandwidth.set(NO_LIMITS)
  expect((await app.end(id)).state.status).toBe('done')
  expect((await app.keys()).length).toBe(3)
})

test('a download obeys its own limit, and a change of it at once', async () => {
  const source = await files()
  const { app, clock, limits, still, start } = await throttled({ down: MB })
  await app.run(await app.planUpload('', ...(await paths(source))))
  const target = await localFolder()
  const keys = ['a.bin', 'b.bin', 'c.bin']
  const id = await start(app.planDownload('', { keys }, target))
  expect(await still(id)).toBe(0)
  for (let passed = 0; passed < 20; passed += 1) {
    await clock.pass(100)
    await still(id, 3)
  }
  const moved = await still(id)
  expect(moved).toBeLessThanOrEqual((2 + SLACK) * MB)
  expect(moved).toBeGreaterThan(MB)
  limits.bandwidth.set({ ...NO_LIMITS, down: 4 * MB })
  for (let passed = 0; passed < 10; passed += 1) {
    await clock.pass(100)
    await still(id, 3)
  }
  const faster = (await still(id)) - moved
  expect(faster).toBeLessThanOrEqual((4 + SLACK * 4) * MB)
  expect(faster).toBeGreaterThan(2 * MB)
  limits.bandwidth.set(NO_LIMITS)
  expect((await app.end(id)).state.status).toBe('done')
  expect(await filesIn(target)).toEqual(await filesIn(source))
})

test('pausing and canceling do not wait for the limit, and nothing half done stays', async () => {
  const source = await files()
  const { app, limits, still, start } = await throttled({ up: 10_000, down: 10_000 })
  const up = await start(app.planUpload('', ...(await paths(source))))
  await still(up)
  await app.transfers.pause(up)
  expect(app.transfer(up).state.status).toBe('paused')
  await app.transfers.cancel(up)
  expect(app.transfer(up).state.status).toBe('canceled')
  expect(await app.keys()).toEqual([])
  expect(await app.storage.listUploads('c.bin')).toEqual([])

  limits.bandwidth.set({ ...NO_LIMITS, down: 10_000 })
  await app.run(await app.planUpload('', ...(await paths(source))))
  const target = await localFolder()
  const down = await start(app.planDownload('', { keys: ['c.bin'] }, target))
  await still(down)
  await app.transfers.cancel(down)
  expect(await readdir(target)).toEqual([])
})

test('what our own limit holds back is no server that fell silent', async () => {
  const { app, clock, limits, still, start } = await throttled({ up: 10_000, down: 10_000 })
  const impatient = connectTo(server, {
    timeouts: { idle: 300, slow: { bytes: 1_000_000, within: 200 } },
  })
  const bucket = await newBucket(server)
  app.storage = impatient.storage(bucket)
  const source = await localFolder({ 'a.bin': noise(3 * MB, 1) })
  const id = await start(app.planUpload('', join(source, 'a.bin')))
  await still(id)
  await clock.pass(5_000)
  const moved = await still(id)
  expect(moved).toBeGreaterThan(0)
  await new Promise(resolve => setTimeout(resolve, 1_000))
  // A request that was tried again would have begun anew, and told of nothing more.
  await clock.pass(5_000)
  expect(await still(id)).toBeGreaterThan(moved)
  limits.bandwidth.set({ ...NO_LIMITS, down: 10_000 })
  expect(await app.end(id)).toMatchObject({ itemsDone: 1, itemsFailed: 0 })

  const target = await localFolder()
  const down = await start(app.planDownload('', { keys: ['a.bin'] }, target))
  await still(down)
  await new Promise(resolve => setTimeout(resolve, 1_000))
  await clock.pass(5_000)
  expect(await still(down)).toBeGreaterThan(0)
  limits.bandwidth.set(NO_LIMITS)
  expect(await app.end(down)).toMatchObject({ itemsDone: 1, itemsFailed: 0 })
  expect((await stat(join(target, 'a.bin'))).size).toBe(3 * MB)
})
