import { constants, randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ownCertificate } from './own-certificate.ts'

const content = randomBytes(3_000_000)
const before = getCACertificates('default')
const trusted = ownCertificate()
// What is trusted is found out once: so it has to be that of this file alone.
vi.resetModules()
const { answeringServer, askingClient, bytesOf, plainAnswer } = await import(
  './answering-server.ts'
)

beforeAll(() => setDefaultCACertificates([...before, trusted.cert]))

afterAll(() => {
  setDefaultCACertificates(before)
  vi.resetModules()
})

test('objects of every size come whole over one connection, however long the reader takes', async () => {
  let size = 0
  const answer = () => plainAnswer(content.subarray(0, size))
  const server = await answeringServer(socket => socket.write(answer()), trusted)
  const client = askingClient()
  const busy = async () => {
    // All that is on its way comes meanwhile.
    for (let turns = 0; turns < 20; turns += 1) await turn()
  }
  for (size = 380_000; size < 425_000; size += 1000) {
    const body = await client.body(server, { idleTimeout: 5000 })
    const read = await bytesOf(body.pieces(), busy)
    expect(read.equals(content.subarray(0, size))).toBe(true)
  }
  expect(server.connections).toHaveLength(1)
})

test('an answer in chunks is read to its end', async () => {
  const server = await answeringServer(socket => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
    socket.write(`${content.length.toString(16)}\r\n`)
    socket.write(content)
    setImmediate(() => socket.write('\r\n0\r\n\r\n'))
  }, trusted)
  const { body } = await askingClient().ask(server)
  const chunks: Buffer[] = []
  for await (const chunk of body) {
    chunks.push(chunk)
    await turn()
  }
  expect(Buffer.concat(chunks).equals(content)).toBe(true)
})

test('a server with a certificate of its own is sent nothing', async () => {
  const answer = plainAnswer(content)
  const server = await answeringServer(socket => socket.write(answer), ownCertificate())
  const asking = askingClient().ask(server)
  await expect(asking).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  expect(server.asked).toHaveLength(0)
})

test('a server whose certificate is for another name is sent nothing', async () => {
  const server = await answeringServer(socket => socket.write(plainAnswer(content)), trusted)
  const asking = askingClient().ask({ ...server, hostname: 'localhost' })
  await expect(asking).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  expect(server.asked).toHaveLength(0)
})

test('a server that speaks no TLS is given up, and told from one that is not there', async () => {
  const silent = await answeringServer(() => undefined)
  const asking = askingClient({ connect: 100 }).ask({ ...silent, protocol: 'https:' })
  await expect(asking).rejects.toMatchObject({ code: 'ETIMEDOUT', syscall: 'connect' })
})

test('a session that a server does not go on with is not offered again', async () => {
  const old = { maxVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET } as const
  const answer = plainAnswer(content, 'connection: close\r\n')
  const server = await answeringServer(socket => socket.write(answer), { ...trusted, ...old })
  const known = new Set<string>()
  let refused = 0
  server.server.on('newSession', (id: Buffer, _data: Buffer, done: () => void) => {
    known.add(id.toString('hex'))
    done()
  })
  server.server.on('resumeSession', (id: Buffer, done: (error: Error | null) => void) => {
    // Those that are new have an id as well.
    const isOffered = known.has(id.toString('hex'))
    if (isOffered) refused += 1
    done(isOffered ? new Error('Its memory is broken') : null)
  })
  const client = askingClient()
  await client.get(server)
  await expect(client.get(server)).rejects.toThrow()
  expect((await client.get(server)).equals(content)).toBe(true)
  expect(refused).toBe(1)
})
