import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import {
  type AnsweringServer,
  answeringServer,
  askingClient,
  bytesOf,
  plainAnswer,
} from './answering-server.ts'
import type { Timeouts } from './connection-options.ts'
import { S3Connection } from './s3-connection.ts'

const content = randomBytes(3_000_000)
const NOT_WANTED = new Error('The user wants no more.')
const ETAG = 'etag: "e"\r\n'

/** What came before a failure, and the failure. */
async function broken(pieces: AsyncIterable<Buffer>): Promise<{ came: Buffer; error: unknown }> {
  const came: Buffer[] = []
  try {
    for await (const piece of pieces) came.push(Buffer.from(piece))
  } catch (error) {
    return { came: Buffer.concat(came), error }
  }
  throw new Error('It did not break off.')
}

/** The same of what a job reads. */
async function fetched(server: AnsweringServer, timeouts: Partial<Timeouts>, signal?: AbortSignal) {
  const connection = new S3Connection({
    profileName: 'Test',
    endpoint: { type: 'custom', url: `http://127.0.0.1:${server.port}` },
    region: 'us-east-1',
    addressing: 'path',
    credentials: { type: 'keys', accessKeyId: 'key', secretAccessKey: 'secret' },
    readOnly: true,
    timeouts,
  })
  onTestFinished(() => connection.close())
  const { pieces } = await connection.storage('photos').fetch({ key: 'a' }, signal)
  return async function* () {
    for await (const chunks of pieces) yield* chunks
  }
}

test.each([
  ['ends', (socket: Socket) => socket.end()],
  ['is reset', (socket: Socket) => setTimeout(() => socket.resetAndDestroy(), 50)],
])('a connection that %s too early is told of once all that came is given', async (_, stop) => {
  const server = await answeringServer(socket => {
    socket.write(plainAnswer(content.subarray(0, 50_000), '', 60_000))
    stop(socket)
  })
  const body = await askingClient().body(server)
  const { came, error } = await broken(body.pieces())
  expect(error).toMatchObject({ code: 'ECONNRESET' })
  expect(came.equals(content.subarray(0, 50_000))).toBe(true)
})

test('bytes that all came are whole, though the server was gone before they were used', async () => {
  const server = await answeringServer(socket => socket.end(plainAnswer(content)))
  const body = await askingClient().body(server)
  const whole = await bytesOf(body.pieces(), async () => {
    if (server.connections[0]?.writableFinished) await after(20)
  })
  expect(whole.equals(content)).toBe(true)
})

test('a refusal in chunks arrives with its status and its body', async () => {
  const server = await answeringServer(socket => {
    socket.write('HTTP/1.1 503 Slow Down\r\ntransfer-encoding: chunked\r\n\r\n')
    setImmediate(() => socket.write('6\r\n<Error\r\n2\r\n/>\r\n0\r\n\r\n'))
  })
  const { body, statusCode } = await askingClient().ask(server)
  expect(statusCode).toBe(503)
  expect(Buffer.concat(await body.toArray()).toString()).toBe('<Error/>')
})

test('refusals leave no connections behind, and objects are read as before', async () => {
  const refused = 'HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\nno'
  const server = await answeringServer(socket =>
    socket.write(server.asked.length <= 5 ? refused : plainAnswer(content)),
  )
  const client = askingClient()
  for (let times = 0; times < 5; times += 1) {
    const { body, statusCode } = await client.ask(server)
    expect(statusCode).toBe(404)
    expect(Buffer.concat(await body.toArray()).toString()).toBe('no')
  }
  await expect.poll(() => server.open()).toBe(0)
  expect((await client.get(server)).equals(content)).toBe(true)
})

test('whoever speaks another protocol is told from a server that is silent', async () => {
  const server = await answeringServer(socket => socket.write('SSH-2.0-OpenSSH_9.6\r\n'))
  const { code } = await askingClient()
    .ask(server)
    .catch(error => error)
  expect(code).toMatch(/^HPE_/)
})

test('who is aborted before it asks connects to nobody', async () => {
  const server = await answeringServer(socket => socket.write(plainAnswer(content)))
  const client = askingClient()
  const asking = client.ask(server, { signal: AbortSignal.abort(NOT_WANTED) })
  await expect(asking).rejects.toBe(NOT_WANTED)
  await client.get(server)
  expect(server.connections).toHaveLength(1)
})

test('an abort before the answer is its own reason, and closes the connection', async () => {
  const { signal, abort } = stopper()
  const server = await answeringServer(() => abort())
  await expect(askingClient().ask(server, { signal })).rejects.toBe(NOT_WANTED)
  await expect.poll(() => server.open()).toBe(0)
})

test('an abort while it connects is its own reason', async () => {
  const { signal, abort } = stopper()
  const server = await answeringServer(() => undefined)
  const asking = askingClient().ask(server, { signal })
  abort()
  await expect(asking).rejects.toBe(NOT_WANTED)
  expect(server.asked).toHaveLength(0)
})

test('an abort amid a body is its own reason, and closes the connection', async () => {
  const { signal, abort } = stopper()
  const server = await answeringServer(socket => {
    socket.write(plainAnswer(content.subarray(0, 500_000), ETAG, content.length))
  })
  const pieces = await fetched(server, {}, signal)
  const reading = bytesOf(pieces(), async () => setImmediate(abort))
  await expect(reading).rejects.toBe(NOT_WANTED)
  await expect.poll(() => server.open()).toBe(0)
})

test('an abort while the reader is busy gives it nothing more', async () => {
  const { signal, abort } = stopper()
  const server = await answeringServer(socket => socket.write(plainAnswer(content, ETAG)))
  const pieces = await fetched(server, {}, signal)
  let given = 0
  const reading = bytesOf(pieces(), async () => {
    given += 1
    // More waits by now.
    await after(20)
    abort()
  })
  await expect(reading).rejects.toBe(NOT_WANTED)
  expect(given).toBe(1)
  await expect.poll(() => server.open()).toBe(0)
})

test('who reads no more closes the connection', async () => {
  const server = await answeringServer(socket => socket.write(plainAnswer(content)))
  const client = askingClient()
  for await (const piece of (await client.body(server)).pieces()) {
    expect(piece.length).toBeGreaterThan(0)
    break
  }
  const discarded = await client.body(server)
  discarded.destroy()
  await expect.poll(() => server.open()).toBe(0)
})

test('a reader that takes its time lets the server wait', async () => {
  const size = 64_000_000
  const server = await answeringServer(socket => {
    socket.write(plainAnswer(Buffer.alloc(0), '', size))
    let left = size
    const write = (): void => {
      while (left > 0) {
        left -= 1_000_000
        if (!socket.write(Buffer.alloc(1_000_000))) return void socket.once('drain', write)
      }
    }
    write()
  })
  const body = await askingClient().body(server)
  const taken = () => (server.connections[0]?.bytesWritten ?? 0) - waiting()
  const waiting = () => server.connections[0]?.writableLength ?? 0
  let isFirst = true
  const whole = await bytesOf(body.pieces(), async () => {
    if (!isFirst) return
    isFirst = false
    for (let before = -1; before !== taken(); await after(100)) before = taken()
    // What the system itself keeps for both ends is a few MB.
    expect(taken()).toBeLessThan(size / 2)
  })
  expect(whole).toHaveLength(size)
})

test('a server that does not answer is given up', async () => {
  const server = await answeringServer(() => undefined)
  const asking = askingClient().ask(server, { idleTimeout: 50 })
  await expect(asking).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  await expect.poll(() => server.open()).toBe(0)
})

test('a server that falls silent is given up, once all that came is given', async () => {
  const server = await answeringServer(socket =>
    socket.write(plainAnswer(content.subarray(0, 50_000), ETAG, 60_000)),
  )
  const pieces = await fetched(server, { idle: 200 })
  const { came, error } = await broken(pieces())
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ failure: { code: 'timeout' } })
  expect(came.equals(content.subarray(0, 50_000))).toBe(true)
  await expect.poll(() => server.open()).toBe(0)
})

test('a server from which next to nothing comes is given up', async () => {
  const server = await answeringServer(socket => {
    socket.write(plainAnswer(Buffer.alloc(0), ETAG, content.length))
    const dripping = setInterval(() => socket.write('.'), 20)
    socket.once('close', () => clearInterval(dripping))
  })
  const pieces = await fetched(server, { slow: { bytes: 1000, within: 200 } })
  const { error } = await broken(pieces())
  expect(error).toMatchObject({ failure: { code: 'timeout' } })
})

function stopper() {
  const stop = new AbortController()
  return { signal: stop.signal, abort: () => stop.abort(NOT_WANTED) }
}
