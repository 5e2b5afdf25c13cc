import { type AddressInfo, connect, type Socket } from 'node:net'
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ownCertificate } from '../../electron/storage/own-certificate.ts'
import { Reachability } from '../../electron/storage/reachability.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { FileManager, filesIn, localFolder, noise } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

let server: RunningServer
const trusted = ownCertificate()

beforeAll(async () => {
  setDefaultCACertificates([...getCACertificates('default'), trusted.cert])
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** The machine may be busy: what is waited for has all the time it needs. */
const soon = { timeout: 30_000 }

/** Speaks TLS in front of the playground, with whatever certificate. */
class Front {
  readonly #sockets = new Set<Socket>()
  #server = createServer()
  port = 0
  /** Bytes of answers that it lets through; then nothing comes. */
  allow = Number.POSITIVE_INFINITY

  async open(certificate: { readonly key: string; readonly cert: string }): Promise<void> {
    this.#server = createServer(certificate, socket => this.#carry(socket))
    await new Promise<void>(resolve => this.#server.listen(this.port, '127.0.0.1', resolve))
    this.port = (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #carry(near: Socket): void {
    const far = connect(Number(new URL(server.endpoint).port), '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from)
      from.on('error', () => to.destroy()).on('close', () => to.destroy())
    }
    near.pipe(far)
    far.on('data', data => {
      if (this.allow <= 0) return
      this.allow -= data.length
      near.write(data)
    })
  }
}

test('a download waits while the server has another certificate, and places nothing of it', async () => {
  const bucket = await newBucket(server)
  const content = noise(20_000_000, 44)
  await connectTo(server).storage(bucket).uploadFile({ file: content, fileName: 'a.bin' })
  const front = new Front()
  await front.open(trusted)
  const way = { ...server, endpoint: `https://127.0.0.1:${front.port}` }
  const connection = connectTo(
    way,
    { addressing: 'path' },
    new Reachability({ base: 10, most: 40 }),
  )
  const app = new FileManager(connection.storage(bucket), bucket)
  onTestFinished(async () => {
    await app.transfers.close()
    await front.close()
  })
  const target = await localFolder()
  const plan = await app.planDownload('', { keys: ['a.bin'] }, target)

  front.allow = 5_000_000
  const { id } = app.transfers.start({ planId: plan.id })
  await expect.poll(() => app.transfer(id).bytesDone, soon).toBeGreaterThan(1_000_000)
  await front.close()
  front.allow = Number.POSITIVE_INFINITY
  await front.open(ownCertificate())
  await expect
    .poll(() => app.transfer(id).state, soon)
    .toMatchObject({ status: 'waiting', instead: 'untrusted' })
  expect(Object.keys(await filesIn(target))).toEqual([expect.stringMatching(/\.pail-part$/)])

  await front.close()
  await front.open(trusted)
  expect(await app.end(id)).toMatchObject({ itemsFailed: 0, state: { status: 'done' } })
  expect(await filesIn(target)).toEqual({ 'a.bin': content })
})
