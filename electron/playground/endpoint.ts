import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { Turns } from '../turns/turns.ts'
import type { Authenticator } from './auth/authenticate.ts'
import { RequestBody } from './body/request-body.ts'
import { isPlain, type LinkShape } from './link/link-shape.ts'
import { shapeConnections } from './link/shaped-socket.ts'
import { countTraffic, type Traffic } from './link/traffic.ts'
import { Reply } from './reply.ts'
import { findVerb } from './routes.ts'
import { S3Error } from './s3-error.ts'
import { S3Request } from './s3-request.ts'
import type { Store } from './store/store.ts'

/** What the endpoint answers with. */
export interface EndpointParts {
  readonly store: Store
  readonly authenticator: Authenticator
  readonly region: string
  /** Milliseconds that every answer is held back. */
  readonly latency: number
  readonly link: LinkShape
  /** Speaks TLS with these, in PEM; plain HTTP without. */
  readonly tls: TlsPair | undefined
}

/** A certificate, chain included, and its key, both in PEM. */
export interface TlsPair {
  readonly key: string
  readonly cert: string
}

const KEEP_ALIVE_MS = 60_000
const MAX_HEADER_BYTES = 32 * 1024
/** An answered request whose body is longer than this is cut off instead of being read to its end. */
const MAX_DRAIN_BYTES = 64 * 1024 * 1024

const turns = new Turns()

/** The HTTP side of the playground. */
export class Endpoint {
  /** Not yet listening. */
  readonly server: Server
  /** What has come over its connections so far. */
  readonly traffic: () => Traffic
  readonly #parts: EndpointParts
  readonly #answering = new Set<Promise<void>>()

  constructor(parts: EndpointParts) {
    this.#parts = parts
    const listener = (incoming: IncomingMessage, response: ServerResponse) => {
      const answering = answer(incoming, response, this.#parts).finally(() =>
        this.#answering.delete(answering),
      )
      this.#answering.add(answering)
    }
    // Uploads take as long as they take; only a silent header is cut off.
    const patience = { requestTimeout: 0, keepAliveTimeout: KEEP_ALIVE_MS }
    const options = { ...patience, maxHeaderSize: MAX_HEADER_BYTES }
    this.server = parts.tls
      ? createTlsServer({ ...options, ...parts.tls }, listener)
      : createServer(options, listener)
    this.traffic = countTraffic(this.server)
    if (!isPlain(parts.link)) shapeConnections(this.server, parts.link)
    // A client that waits for 100-continue is told to go on only when a verb wants the body.
    this.server.on('checkContinue', listener)
  }

  /** Cuts every connection and waits until no request is worked on. */
  async stop(): Promise<void> {
    const closed = once(this.server, 'close')
    this.server.close()
    this.server.closeAllConnections()
    await closed
    await Promise.all(this.#answering)
  }
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  parts: EndpointParts,
): Promise<void> {
  const requestId = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()
  const reply = new Reply(response, requestId, incoming.method === 'HEAD')
  let body: RequestBody | undefined
  try {
    const request = new S3Request(incoming)
    const proof = await parts.authenticator.verify(request)
    body = new RequestBody(request, response, proof)
    const { store, region, latency } = parts
    if (latency > 0) await sleep(latency)
    // Libuv accepts one connection a turn: many answers in one would keep new clients waiting.
    await turns.next()
    await findVerb(request)({ request, body, reply, store, region })
  } catch (cause) {
    // All of it may have come, and not have been read, when its client broke off.
    const gone = incoming.errored !== null || (incoming.destroyed && !incoming.complete)
    // A client that was never told to go on sends no body; the connection cannot be used again.
    const waiting = incoming.headers.expect !== undefined && body?.begun !== true
    if (waiting && !response.headersSent) response.setHeader('connection', 'close')
    if (gone) response.destroy()
    else reply.error(asS3Error(cause), (incoming.url ?? '/').split('?', 1)[0] ?? '/')
    if (waiting) return
  }
  drain(incoming)
}

/** What is left of a refused body is read and dropped, so that the client gets to the answer. */
function drain(incoming: IncomingMessage): void {
  if (incoming.complete || incoming.destroyed) return
  let left = MAX_DRAIN_BYTES
  incoming.on('data', (data: Buffer) => {
    left -= data.length
    if (left < 0) incoming.destroy()
  })
  incoming.on('error', () => incoming.destroy())
  incoming.resume()
}

function asS3Error(cause: unknown): S3Error {
  if (cause instanceof S3Error) return cause
  process.emitWarning(cause instanceof Error ? cause : String(cause))
  return new S3Error('InternalError')
}
