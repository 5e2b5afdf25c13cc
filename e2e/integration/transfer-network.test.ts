import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect, createServer as createTcpServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Reachability } from '../../electron/storage/reachability.ts'
import { S3Connection } from '../../electron/storage/s3-connection.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { FileManager, localFolder, noise } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** A way to the playground that can be cut and mended, or let nothing through. */
class Line {
  readonly #sockets = new Set<Socket>()
  readonly #target: number
  #server = createTcpServer()
  /** What each connection lets through, in bytes; then it is silent. */
  allow = Number.POSITIVE_INFINITY
  port = 0

  constructor(target: number) {
    this.#target = target
  }

  async open(): Promise<void> {
    this.#server = createTcpServer(socket => this.#carry(socket))
    await new Promise<void>(resolve => this.#server.listen(this.port, '127.0.0.1', resolve))
    this.port = (this.#server.address() as AddressInfo).port
  }

  /** Nobody answers any more, and what was connected is reset. */
  async cut(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve))
    for (const socket of this.#sockets) socket.resetAndDestroy()
    await closed
  }

  #carry(near: Socket): void {
    const far = connect(this.#target, '127.0.0.1')
    let left = this.allow
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
      from.on('data', data => {
        const fits = data.subarray(0, Math.max(0, left))
        left -= data.length
        if (fits.length > 0) to.write(fits)
      })
    }
  }
}

/** The machine may be busy: what is waited for has all the time it needs. */
const soon = { timeout: 30_000 }

/** A file manager whose network can be cut. */
async function onLine(timeouts = {}) {
  const bucket = await newBucket(server)
  const { endpoint, region, accessKeyId, secretAccessKey } = server
  const line = new Line(Number(new URL(endpoint).port))
  await line.open()
  const reachability = new Reachability({ base: 10, most: 40 })
  const connection = new S3Connection(
    {
      profileName: 'Test',
      endpoint: { type: 'custom', url: `http://127.0.0.1:${line.port}` },
      region,
      addressing: 'path',
      credentials: { type: 'keys', accessKeyId, secretAccessKey },
      readOnly: false,
      timeouts,
    },
    reachability,
  )
  const app = new FileManager(connection.storage(bucket), bucket)
  onTestFinished(async () => {
    await app.transfers.close()
    connection.close()
    await line.cut()
  })
  return { app, line, reachability, real: connectTo(server).storage(bucket) }
}

test('jobs of every kind wait for the network and go on by themselves', async () => {
  const { app, line, real } = await onLine()
  const content = noise(20_000_000, 41)
  const source = await localFolder({ 'up/big.bin': content, 'up/small.txt': 'x' })
  const target = await localFolder()
  await real.uploadFile({ file: content, fileName: 'down/big.bin' })
  await real.uploadFile({ file: 'y', fileName: 'gone/a.txt' })
  await real.uploadFile({ file: 'z', fileName: 'old/a.txt' })
  const plans = [
    await app.planUpload('', join(source, 'up')),
    await app.planDownload('', { prefixes: ['down/'] }, target),
    await app.planDelete('', { prefixes: ['gone/'] }),
    await app.planCopy('move', { prefixes: ['old/'] }, { to: 'new/' }),
  ]
  await line.cut()
  const started = plans.map(plan => app.transfers.start({ planId: plan.id }).id)
  const upload = started[0] ?? ''
  await expect
    .poll(() => app.transfer(upload).state, soon)
    .toMatchObject({ status: 'waiting', host: '127.0.0.1' })
  const { summary } = app.transfers.list({ from: 0, to: 0 })
  expect(summary.network).toMatchObject({ host: '127.0.0.1' })

  // It can be paused while it waits, and waits again when it goes on.
  await app.transfers.pause(upload)
  expect(app.transfer(upload).state.status).toBe('paused')
  await app.transfers.resume(upload)
  await expect.poll(() => app.transfer(upload).state.status, soon).toBe('waiting')

  await line.open()
  for (const id of started) {
    expect(await app.end(id)).toMatchObject({ itemsFailed: 0, state: { status: 'done' } })
  }
  expect((await readFile(join(target, 'down/big.bin'))).equals(content)).toBe(true)
  const keys = ['down/big.bin', 'new/old/a.txt', 'up/big.bin', 'up/small.txt']
  expect((await app.keys()).sort()).toEqual(keys)
  expect(app.transfers.list({ from: 0, to: 0 }).summary.network).toBeUndefined()
})

test('a network that is cut in the middle costs only the parts in flight', async () => {
  const { app, line, real } = await onLine()
  const content = noise(40_000_000, 42)
  const source = await localFolder({ 'big.bin': content })
  const { id } = app.transfers.start({
    planId: (await app.planUpload('', join(source, 'big.bin'))).id,
  })
  await expect.poll(() => app.transfer(id).bytesDone, soon).toBeGreaterThan(5_000_000)
  await line.cut()
  await expect.poll(() => app.transfer(id).state.status, soon).toBe('waiting')
  await line.open()
  expect(await app.end(id)).toMatchObject({ itemsFailed: 0, state: { status: 'done' } })
  expect(Buffer.from(await real.downloadFile({ fileName: 'big.bin' })).equals(content)).toBe(true)
})

test('half-open connections are given up, and what was on them goes over new ones', async () => {
  const { app, line, real } = await onLine({ idle: 150 })
  const content = noise(9_000_000, 43)
  await real.uploadFile({ file: content, fileName: 'a.bin' })
  const target = await localFolder()
  const source = await localFolder({ 'b.bin': content })
  const down = await app.planDownload('', { keys: ['a.bin'] }, target)
  const up = await app.planUpload('', join(source, 'b.bin'))
  line.allow = 3_000_000
  const ids = [down, up].map(plan => app.transfers.start({ planId: plan.id }).id)
  await expect.poll(() => app.transfer(ids[0] ?? '').bytesDone, soon).toBeGreaterThan(0)
  line.allow = Number.POSITIVE_INFINITY
  for (const id of ids) expect((await app.end(id)).state.status).toBe('done')
  expect((await readFile(join(target, 'a.bin'))).equals(content)).toBe(true)
})
