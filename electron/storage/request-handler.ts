import * as http from 'node:http'
import * as https from 'node:https'
import { type Duplex, finished } from 'node:stream'
import { asError } from './as-error.ts'
import { TIMEOUTS, type Timeouts } from './connection-options.ts'
import { DirectReader } from './direct-reader.ts'
import { limitConnecting } from './limit-connecting.ts'
import { PLAIN_READ, readBuffers, TLS_READ } from './read-buffers.ts'
import { ReplayedSocket } from './replayed-socket.ts'
import { requestScope, type Throttle } from './request-scope.ts'
import { pathOf, type RequestText } from './request-text.ts'
import type { SdkAnswer, SdkRequest } from './sdk-exchange.ts'
import { timeout } from './timeout.ts'
import { trustedContext } from './trusted-context.ts'
import { addressOf, wentTo } from './unreached-server.ts'
import { Watchdog } from './watchdog.ts'

/** Connections per host: enough for 8 transfers of 4 parts, listings, and room beside them. */
const MAX_SOCKETS = 64
/** How long a connection that nobody uses is kept, in milliseconds. */
const FREE_SOCKET_TIMEOUT = 60_000
/** Body bytes handed to the socket at a time: the grain of progress. */
const SLICE = 256 * 1024

/**
 * The HTTP side of a connection: what the SDK's NodeHttpHandler is, with clocks that suit large
 * files. NodeHttpHandler counts the wait for a free socket as connecting, has no timeout that knows
 * a slow consumer from a dead server, and hands a body to the socket in one piece, so that progress
 * jumps. Redirects are never followed: an answer that sends us elsewhere is an error.
 */
export class RequestHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' }
  readonly #timeouts: Timeouts
  readonly #pool = {
    keepAlive: true,
    keepAliveMsecs: 10_000,
    maxSockets: MAX_SOCKETS,
    timeout: FREE_SOCKET_TIMEOUT,
  }
  readonly #http = new http.Agent(readingInto(PLAIN_READ, this.#pool))
  #https: https.Agent | undefined
  readonly #direct: DirectReader

  constructor(timeouts: Timeouts) {
    this.#timeouts = timeouts
    this.#direct = new DirectReader(timeouts)
  }

  handle(request: SdkRequest): Promise<SdkAnswer> {
    const { firstTry, wantsBytes } = requestScope()
    const tried = firstTry?.()
    if (tried) return tried
    const text = wantsBytes ? this.#direct.textOf(request) : undefined
    return text === undefined ? this.#send(request) : this.#readDirectly(request, text)
  }

  /** Closes every connection, those in use too. */
  destroy(): void {
    this.#http.destroy()
    this.#https?.destroy()
    this.#direct.destroy()
  }

  async #readDirectly(request: SdkRequest, text: RequestText): Promise<SdkAnswer> {
    const { signal, idleTimeout: idle = TIMEOUTS.idle } = requestScope()
    let answer: SdkAnswer | ReplayedSocket
    try {
      answer = await this.#direct.get(request, text, { idle, signal })
    } catch (error) {
      throw error instanceof Error ? wentTo(error, addressOf(request)) : error
    }
    if (!(answer instanceof ReplayedSocket)) return answer
    const socket = answer
    const sent = await this.#send(request, () => socket)
    // What has none is no object: the page of a network that wants a login comes like that once.
    const { statusCode, headers } = sent.response
    if (statusCode < 300 && 'etag' in headers) this.#direct.isUnusual()
    return sent
  }

  #send(request: SdkRequest, createConnection?: () => Duplex): Promise<SdkAnswer> {
    const { signal, onBodyBytes, idleTimeout: idle = TIMEOUTS.idle, job } = requestScope()
    const clocks = { idle, slow: this.#timeouts.slow }
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const sent = this.#open(request, createConnection)
      let dog: Watchdog | undefined
      let told = 0
      let held = false
      let ended: ((isAnswered: boolean) => void) | undefined
      const abort = () => sent.destroy(asError(signal?.reason))
      signal?.addEventListener('abort', abort, { once: true })
      sent.once('socket', socket => {
        // The wait for a free socket is our own doing, so the clocks start only here.
        limitConnecting(socket, this.#timeouts.connect, late => sent.destroy(late))
        if (request.body instanceof Uint8Array) ended = job?.sending?.(request.body.length)
        dog = new Watchdog(clocks, () => {
          if (held) dog?.excuse()
          else sent.destroy(timeout('answer', idle))
        })
      })
      sent.once('response', answer => {
        dog?.stop()
        ended?.(true)
        ended = undefined
        finished(answer, () => signal?.removeEventListener('abort', abort))
        // Answered before it was all sent, so the rest is not wanted.
        answer.once('end', () => sent.writableFinished || sent.destroy())
        const { statusCode = 0, statusMessage } = answer
        const headers = plainHeaders(answer.headers)
        resolve({ response: { statusCode, reason: statusMessage, headers, body: answer } })
      })
      sent.on('error', error => {
        signal?.removeEventListener('abort', abort)
        reject(wentTo(error, addressOf(request)))
      })
      sent.once('close', () => {
        dog?.stop()
        ended?.(false)
      })
      writeBody(sent, request.body, job?.up, {
        bytes: bytes => {
          dog?.moved(bytes - told)
          told = bytes
          onBodyBytes?.(bytes)
        },
        held: now => {
          held = now
          dog?.excuse()
        },
      })
    })
  }

  #open(request: SdkRequest, createConnection?: () => Duplex): http.ClientRequest {
    const options = {
      method: request.method,
      ...addressOf(request),
      path: pathOf(request),
      headers: request.headers,
    }
    if (createConnection) return http.request({ ...options, createConnection })
    if (request.protocol !== 'https:') return http.request({ ...options, agent: this.#http })
    const secure = { ...this.#pool, secureContext: trustedContext() }
    this.#https ??= new https.Agent(readingInto(TLS_READ, secure))
    return https.request({ ...options, agent: this.#https })
  }
}

/** Agents give their options to the sockets they open, also those that only sockets know. */
function readingInto<Options>(size: number, options: Options): Options {
  return { ...options, onread: readBuffers(size) }
}

/** What is told of a body on its way. */
interface BodyReport {
  /** So many of its bytes are handed to the socket, in all. */
  bytes(sent: number): void
  /** From now on until it is told otherwise, our own limit keeps the rest back. */
  held(now: boolean): void
}

function writeBody(
  sent: http.ClientRequest,
  body: unknown,
  throttle: Throttle | undefined,
  report: BodyReport,
): void {
  if (body === undefined || body === null || body === '') {
    sent.end()
    return
  }
  if (typeof body === 'string') {
    sent.end(body)
    return
  }
  if (!(body instanceof Uint8Array)) {
    sent.destroy(new TypeError('A request body must be bytes: every verb sends a known length.'))
    return
  }
  const gone = new AbortController()
  let waits = false
  // An abort costs as much as the rest of a small request, so there is one only where somebody waits.
  sent.once('close', () => waits && gone.abort())
  let at = 0
  /** @returns whether the socket wants more */
  const write = (length: number): boolean => {
    const slice = body.subarray(at, at + length)
    at += slice.length
    const room = sent.write(slice)
    report.bytes(at)
    return room
  }
  const pump = () => {
    while (at < body.length) {
      if (sent.destroyed) return
      const wanted = Math.min(SLICE, body.length - at)
      const granted = throttle?.take(wanted, gone.signal) ?? wanted
      if (typeof granted !== 'number') {
        waits = true
        report.held(true)
        granted.then(onGranted, () => 'the request has ended')
        return
      }
      if (!write(granted)) return void sent.once('drain', pump)
    }
    sent.end()
  }
  const onGranted = (length: number) => {
    waits = false
    report.held(false)
    if (sent.destroyed) return
    if (write(length)) pump()
    else sent.once('drain', pump)
  }
  pump()
}

function plainHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return plain
}
