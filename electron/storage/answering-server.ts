import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'
import { TIMEOUTS, type Timeouts } from './connection-options.ts'
import { DirectBody } from './direct-body.ts'
import { RequestHandler } from './request-handler.ts'
import { type RequestScope, withRequestScope } from './request-scope.ts'
import type { SdkRequest } from './sdk-exchange.ts'

/** How a test answers a request: byte by byte, as no HTTP server would let it. */
export type Answer = (socket: Socket, asked: string) => void

/** A server for tests that tells what happened to it; closed with the test. */
export interface AnsweringServer {
  readonly server: Server
  readonly protocol: 'http:' | 'https:'
  readonly port: number
  /** Every connection that was made, in their order. */
  readonly connections: readonly Socket[]
  /** The heads of all requests. */
  readonly asked: readonly string[]
  /** Connections that are still there. */
  open(): number
}

/** @param tls its certificate and key, for a server that speaks TLS */
export async function answeringServer(answer: Answer, tls?: TlsOptions): Promise<AnsweringServer> {
  const connections: Socket[] = []
  const asked: string[] = []
  const serve = (socket: Socket): void => {
    connections.push(socket)
    // Whoever asked may have gone.
    socket.on('error', () => undefined)
    let text = ''
    socket.on('data', data => {
      text += data.toString('latin1')
      for (let end = text.indexOf(END); end !== -1; end = text.indexOf(END)) {
        const head = text.slice(0, end)
        text = text.slice(end + END.length)
        asked.push(head)
        answer(socket, head)
      }
    })
  }
  const server: Server = tls ? createTlsServer(tls, serve) : createServer(serve)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of connections) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const open = () => connections.filter(({ destroyed }) => !destroyed).length
  return { server, protocol: tls ? 'https:' : 'http:', port, connections, asked, open }
}

interface Address {
  readonly protocol: string
  readonly hostname?: string
  readonly port: number
}

const END = '\r\n\r\n'

/** A whole answer, or what is sent of one. */
export function plainAnswer(body: Uint8Array, head = '', length = body.length): Buffer {
  const text = `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n${head}\r\n`
  return Buffer.concat([Buffer.from(text), body])
}

/** A client of which answers are asked in pieces; closed with the test. */
export function askingClient(timeouts: Partial<Timeouts> = {}) {
  const handler = new RequestHandler({ ...TIMEOUTS, ...timeouts })
  onTestFinished(() => handler.destroy())
  const ask = async (
    { protocol, hostname = '127.0.0.1', port }: Address,
    scope: RequestScope = {},
  ) => {
    const headers = { host: `${hostname}:${port}` }
    const at = { protocol, hostname, port, path: '/photos/a', query: {} }
    const request: SdkRequest = { ...at, method: 'GET', headers }
    const send = () => handler.handle(request)
    return (await withRequestScope({ wantsBytes: true, ...scope }, send)).response
  }
  const body = async (server: Address, scope?: RequestScope): Promise<DirectBody> => {
    const { body: answered } = await ask(server, scope)
    if (!(answered instanceof DirectBody)) throw new Error('Node’s client has read the answer.')
    return answered
  }
  const get = async (server: Address) => await bytesOf((await body(server)).pieces())
  return { ask, body, get }
}

/** All bytes, and what came of them before a failure. */
export async function bytesOf(
  pieces: AsyncIterable<Buffer>,
  busy?: () => Promise<unknown>,
): Promise<Buffer> {
  const copies: Buffer[] = []
  for await (const piece of pieces) {
    await busy?.()
    // Only now, so that memory that is read into once more meanwhile would show.
    copies.push(Buffer.from(piece))
  }
  return Buffer.concat(copies)
}
