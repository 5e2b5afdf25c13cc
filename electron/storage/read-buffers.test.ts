import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import * as http from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { PLAIN_READ, readBuffers } from './read-buffers.ts'

const content = randomBytes(3_000_000)

async function portOf(server: http.Server | ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

test('bodies come whole over connections that are used again, whatever the reader does', async () => {
  const server = http.createServer((asked, answer) => {
    if (asked.url === '/chunked')
      for (let at = 0; at < content.length; at += 70_000)
        answer.write(content.subarray(at, at + 70_000))
    else answer.writeHead(200, { 'content-length': content.length }).write(content)
    answer.end()
  })
  const port = await portOf(server)
  const options = { keepAlive: true, maxSockets: 2, onread: readBuffers(PLAIN_READ) }
  const agent = new http.Agent(options)
  onTestFinished(() => agent.destroy())
  const get = async (path: string): Promise<Buffer> => {
    const asked = http.get({ port, path, agent, host: '127.0.0.1' })
    const [answer] = (await once(asked, 'response')) as [http.IncomingMessage]
    const chunks: Buffer[] = []
    for await (const chunk of answer) {
      chunks.push(chunk)
      // The socket is stopped meanwhile, and goes on.
      if (chunks.length % 5 === 0) await turn()
    }
    return Buffer.concat(chunks)
  }
  const bodies = await Promise.all(['/', '/chunked', '/', '/chunked', '/'].map(get))
  for (const body of bodies) expect(body.equals(content)).toBe(true)
})

test('what comes before anybody listens is kept', async () => {
  const port = await portOf(createServer(socket => socket.end(content)))
  const options = { port, host: '127.0.0.1', onread: readBuffers(PLAIN_READ) }
  const socket: Socket = connect(options)
  await once(socket, 'connect')
  for (let turns = 0; turns < 50; turns += 1) await turn()
  expect((await buffer(socket)).equals(content)).toBe(true)
})

test('a socket reads into the same memory again and again', async () => {
  const port = await portOf(createServer(socket => socket.end(content)))
  const socket = connect({ port, host: '127.0.0.1', onread: readBuffers(PLAIN_READ) })
  const memory = new Set<ArrayBufferLike>()
  socket.on('data', chunk => memory.add(chunk.buffer))
  await once(socket, 'close')
  expect(memory.size).toBe(1)
})
