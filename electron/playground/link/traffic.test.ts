import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { isPlain, PLAIN_LINK } from './link-shape.ts'
import { shapeConnections } from './shaped-socket.ts'
import { countTraffic } from './traffic.ts'

const KiB = 1024
const SENT = 300 * KiB
const ANSWERED = 500 * KiB
/** Heads of requests and answers. */
const HEADS = KiB

/** Sends a body to a server and reads its answer, over a connection of its own. */
async function exchange(port: number): Promise<void> {
  const sent = request({ port, host: '127.0.0.1', method: 'PUT', agent: false })
  sent.end(Buffer.alloc(SENT))
  const [answer] = await once(sent, 'response')
  expect(await buffer(answer)).toHaveLength(ANSWERED)
}

test.each([
  ['a plain link', PLAIN_LINK],
  ['a shaped link', { ...PLAIN_LINK, delay: 2, loss: 0.05 }],
])('over %s, bytes are counted in both directions, and stay counted', async (_name, link) => {
  const server = createServer(async (incoming, response) => {
    await buffer(incoming)
    response.end(Buffer.alloc(ANSWERED))
  })
  const traffic = countTraffic(server)
  if (!isPlain(link)) shapeConnections(server, link)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect(traffic()).toEqual({ up: 0, down: 0 })
  for (const times of [1, 2]) {
    await exchange(port)
    const { up, down } = traffic()
    expect(up).toBeGreaterThanOrEqual(times * SENT)
    expect(up).toBeLessThan(times * (SENT + HEADS))
    expect(down).toBeGreaterThanOrEqual(times * ANSWERED)
    expect(down).toBeLessThan(times * (ANSWERED + HEADS))
  }
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
})
