import { readFile } from 'node:fs/promises'
import { request as forward } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { Reachability } from '../../electron/storage/reachability.ts'
import type { S3Storage } from '../../electron/storage/s3-storage.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { FileManager, filesIn, localFolder, noise } from './file-manager.ts'
import { PORTALS, Portal } from './portal.ts'
import { connectTo, httpServer, newBucket, tcpServer } from './storage-connection.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** The machine may be busy: what is waited for has all the time it needs. */
const soon = { timeout: 30_000 }
const LOOKS = Object.keys(PORTALS) as (keyof typeof PORTALS)[]
/** More than one part, and more than one range. */
const large = noise(20_000_000, 71)

/** A file manager in a hotel. */
async function inHotel() {
  const bucket = await newBucket(server)
  const portal = await Portal.before(server)
  const reachability = new Reachability({ base: 10, most: 40 })
  const options = { profileName: 'Test', addressing: 'path' as const }
  const way = connectTo({ ...server, endpoint: portal.endpoint }, options, reachability)
  const app = new FileManager(way.storage(bucket), bucket)
  onTestFinished(() => app.transfers.close())
  return { app, portal, real: connectTo(server).storage(bucket) }
}

type Hotel = Awaited<ReturnType<typeof inHotel>>

/** Sees a transfer through a portal, which goes away once it was asked some more times. */
async function throughPortal({ app, portal }: Hotel, planId: string) {
  const { id } = app.transfers.start({ planId })
  await expect
    .poll(() => app.transfer(id).state, soon)
    .toMatchObject({
      status: 'waiting',
      instead: 'someone-else',
    })
  const { network } = app.transfers.list({ from: 0, to: 0 }).summary
  expect(network).toMatchObject({ host: '127.0.0.1', instead: 'someone-else' })
  const { total } = portal
  await expect.poll(() => portal.total, soon).toBeGreaterThan(total + 4)
  const before = app.transfer(id)
  portal.closed = undefined
  return { before, after: await app.end(id) }
}

const whole = { itemsFailed: 0, state: { status: 'done' } }

describe.each(LOOKS)('when somebody on the way answers with %s', looks => {
  test('an upload counts nothing as stored, and goes on once that is over', async () => {
    const hotel = await inHotel()
    const { app, portal, real } = hotel
    const source = await localFolder({ 'up/a.txt': 'a', 'up/b.txt': 'b', 'up/empty/': '' })
    const plan = await app.planUpload('', join(source, 'up'))
    portal.closed = looks
    const { before, after } = await throughPortal(hotel, plan.id)
    expect(before).toMatchObject({ itemsDone: 0, itemsFailed: 0 })
    expect(after).toMatchObject(whole)
    expect(await textOf(real, 'up/b.txt')).toBe('b')
  })

  test('a download puts nothing of it in place of a file', async () => {
    const hotel = await inHotel()
    const { app, portal, real } = hotel
    await real.uploadFile({ file: 'hello', fileName: 'down/a.txt' })
    await real.uploadFile({ file: '<html>mine</html>', fileName: 'down/b.html' })
    const target = await localFolder()
    const plan = await app.planDownload('', { prefixes: ['down/'] }, target)
    portal.closed = looks
    const { before, after } = await throughPortal(hotel, plan.id)
    expect(before).toMatchObject({ itemsDone: 0, itemsFailed: 0 })
    expect(after).toMatchObject(whole)
    const files = await filesIn(target)
    expect(Object.keys(files).sort()).toEqual(['down/a.txt', 'down/b.html'])
    expect(String(files['down/a.txt'])).toBe('hello')
    expect(String(files['down/b.html'])).toBe('<html>mine</html>')
  })

  test('a move loses no original, and a delete is not done until the server says so', async () => {
    const hotel = await inHotel()
    const { app, portal, real } = hotel
    await real.uploadFile({ file: 'a', fileName: 'old/a.txt' })
    const move = await app.planCopy('move', { prefixes: ['old/'] }, { to: 'new/' })
    portal.closesAt = { looks, request: method => method === 'DELETE' }
    const moved = await throughPortal(hotel, move.id)
    expect(moved.before.itemsDone).toBe(0)
    expect(moved.after).toMatchObject(whole)
    expect(await app.keys()).toEqual(['new/old/a.txt'])
    expect(await textOf(real, 'new/old/a.txt')).toBe('a')

    // XML can't carry this name, so it goes with a request of its own.
    await real.uploadFile({ file: 'b', fileName: 'gone/\u0001b.txt' })
    const remove = await app.planDelete('', { prefixes: ['gone/', 'new/'] })
    portal.closed = looks
    const removed = await throughPortal(hotel, remove.id)
    expect(removed.before).toMatchObject({ itemsDone: 0, itemsFailed: 0 })
    expect(removed.after).toMatchObject(whole)
    expect(await app.keys()).toEqual([])
  })
})

const AT: [string, (method: string, url: string) => boolean][] = [
  ['a part', (method, url) => method === 'PUT' && url.includes('partNumber=2')],
  ['its beginning', (method, url) => method === 'POST' && url.includes('uploads')],
  ['its end', (method, url) => method === 'POST' && url.includes('uploadId')],
]

test.each(AT)(
  'an upload in parts goes on after somebody else answered %s',
  async (_at, request) => {
    const hotel = await inHotel()
    const { app, portal, real } = hotel
    const source = await localFolder({ 'big.bin': large })
    const plan = await app.planUpload('', join(source, 'big.bin'))
    portal.closesAt = { looks: 'a page', request }
    const { before, after } = await throughPortal(hotel, plan.id)
    expect(before).toMatchObject({ itemsDone: 0, itemsFailed: 0 })
    expect(after).toMatchObject(whole)
    expect(Buffer.from(await real.downloadFile({ fileName: 'big.bin' })).equals(large)).toBe(true)
  },
)

test('an upload in parts that was paused is still the same one after somebody else answered for its parts', async () => {
  const hotel = await inHotel()
  const { app, portal, real } = hotel
  const source = await localFolder({ 'big.bin': large })
  const plan = await app.planUpload('', join(source, 'big.bin'))
  portal.closesAt = { looks: 'a page', request: (_method, url) => url.includes('partNumber=3') }
  const { id } = app.transfers.start({ planId: plan.id })
  await expect.poll(() => app.transfer(id).state.status, soon).toBe('waiting')
  await app.transfers.pause(id)
  await app.transfers.resume(id)
  await expect.poll(() => app.transfer(id).state.status, soon).toBe('waiting')
  portal.closed = undefined
  expect(await app.end(id)).toMatchObject(whole)
  expect(Buffer.from(await real.downloadFile({ fileName: 'big.bin' })).equals(large)).toBe(true)
  expect(await real.listUploads('big.bin')).toEqual([])
})

test('a download in ranges goes on where it was', async () => {
  const hotel = await inHotel()
  const { app, portal, real } = hotel
  await real.uploadFile({ file: large, fileName: 'big.bin' })
  const target = await localFolder()
  const plan = await app.planDownload('', { keys: ['big.bin'] }, target)
  let reads = 0
  const third = (method: string) => {
    reads += method === 'GET' ? 1 : 0
    return reads === 3
  }
  portal.closesAt = { looks: 'a page', request: third }
  const { after } = await throughPortal(hotel, plan.id)
  expect(after).toMatchObject(whole)
  expect((await readFile(join(target, 'big.bin'))).equals(large)).toBe(true)
})

test.each(['HEAD', 'PUT'])('a move goes on after somebody else answered its %s', async at => {
  const hotel = await inHotel()
  const { app, portal, real } = hotel
  await real.uploadFile({ file: 'a', fileName: 'old/a.txt' })
  const plan = await app.planCopy('move', { prefixes: ['old/'] }, { to: 'new/' })
  portal.closesAt = { looks: 'a page of a plain web server', request: method => method === at }
  const { before, after } = await throughPortal(hotel, plan.id)
  expect(before).toMatchObject({ itemsDone: 0, itemsFailed: 0 })
  expect(after).toMatchObject(whole)
  expect(await app.keys()).toEqual(['new/old/a.txt'])
  expect(await textOf(real, 'new/old/a.txt')).toBe('a')
})

describe('a server that leaves out the ETag of what it stored', () => {
  /** Stores, and forgets to say what. */
  async function forgetful() {
    const bucket = await newBucket(server)
    const { port } = new URL(server.endpoint)
    let stores = 0
    const { endpoint } = await httpServer((asked, answer) => {
      const { method, url: path, headers } = asked
      const isStore = method === 'PUT' && Number(headers['content-length']) > 0
      stores += isStore ? 1 : 0
      const onward = forward({ host: '127.0.0.1', port, method, path, headers }, response => {
        const told = { ...response.headers }
        if (isStore) delete told.etag
        answer.writeHead(response.statusCode ?? 500, told)
        response.pipe(answer)
      })
      // The playground may close a connection that is just used again.
      onward.on('error', () => answer.destroy())
      asked.pipe(onward)
    })
    const way = connectTo({ ...server, endpoint }, { addressing: 'path' })
    return { app: new FileManager(way.storage(bucket), bucket), stores: () => stores }
  }

  test('is believed about a file once a look at it shows that it is there', async () => {
    const { app, stores } = await forgetful()
    const source = await localFolder({ 'a.txt': 'x' })
    expect(await app.run(await app.planUpload('', join(source, 'a.txt')))).toMatchObject(whole)
    expect(stores()).toBe(2)
  })

  test('is asked again for a part, and then not believed', async () => {
    const { app, stores } = await forgetful()
    const source = await localFolder({ 'big.bin': large })
    const ended = await app.run(await app.planUpload('', join(source, 'big.bin')))
    expect(ended).toMatchObject({ itemsDone: 0, state: { status: 'failed' } })
    expect(ended.state).toMatchObject({ failure: { code: 'not-s3' } })
    expect(stores()).toBeGreaterThanOrEqual(3)
  })
})

test.each([
  ['speaks no TLS', { status: 'waiting', instead: 'someone-else' }],
  ['hangs up before it would have to show a certificate', { status: 'waiting' }],
])('a job waits where whoever answers at an https address %s', async (how, state) => {
  const { app, portal } = await inHotel()
  const plan = await app.planUpload('', join(await localFolder({ 'a.txt': 'a' }), 'a.txt'))
  const { endpoint } =
    how === 'speaks no TLS'
      ? portal
      : await tcpServer(socket => socket.once('data', () => socket.destroy()))
  const url = endpoint.replace('http:', 'https:')
  const reachability = new Reachability({ base: 10, most: 40 })
  app.storage = connectTo({ ...server, endpoint: url }, {}, reachability).storage('any')
  const { id } = app.transfers.start({ planId: plan.id })
  await expect.poll(() => app.transfer(id).state, soon).toMatchObject(state)
  await app.transfers.cancel(id)
})

async function textOf(storage: S3Storage, fileName: string): Promise<string> {
  return Buffer.from(await storage.downloadFile({ fileName })).toString()
}
