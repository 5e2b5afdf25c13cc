import { isIP, connect as netConnect, type OnReadOpts, type Socket } from 'node:net'
import { type TLSSocket, connect as tlsConnect } from 'node:tls'
import { asError } from './as-error.ts'
import type { Timeouts } from './connection-options.ts'
import { DirectLine, type LineAnswer } from './direct-line.ts'
import { limitConnecting } from './limit-connecting.ts'
import type { ReplayedSocket } from './replayed-socket.ts'
import { type RequestText, requestText } from './request-text.ts'
import type { SdkAnswer, SdkRequest } from './sdk-exchange.ts'
import { timeout } from './timeout.ts'
import { trustedContext } from './trusted-context.ts'
import { addressOf } from './unreached-server.ts'
import { Watchdog } from './watchdog.ts'

/** How long a connection that nobody uses is kept, and how often one in use is probed: milliseconds. */
const FREE_TIMEOUT = 60_000
const KEEP_ALIVE = 10_000
/** Connections that wait for their next use, of each server. */
const MOST_FREE = 64

/** How long a server may be silent before it answers, and who may give it up. */
interface Patience {
  readonly idle: number
  readonly signal: AbortSignal | undefined
}

/**
 * Reads objects over connections of its own, whose bytes are given on where the system put them. An
 * answer that is not plainly an object is left to Node's HTTP client, with all that came of it.
 */
export class DirectReader {
  readonly #timeouts: Timeouts
  /** By server; the last is the one that was used last. */
  readonly #free = new Map<string, DirectLine[]>()
  readonly #lines = new Set<DirectLine>()
  readonly #sessions = new Map<string, Buffer>()
  #isUsual = true

  constructor(timeouts: Timeouts) {
    this.#timeouts = timeouts
  }

  /** What is sent for a request; `undefined` for one that Node's client has to send. */
  textOf(request: SdkRequest): RequestText | undefined {
    return this.#isUsual ? requestText(request) : undefined
  }

  /** @throws as Node's client does: what its socket fails with, or the signal's own reason */
  async get(
    request: SdkRequest,
    text: RequestText,
    patience: Patience,
  ): Promise<SdkAnswer | ReplayedSocket> {
    const answer = await this.#ask(request, text, patience)
    if ('replayed' in answer) return answer.replayed
    const { statusCode, reason, headers } = answer.head
    return { response: { statusCode, reason, headers, body: answer.body } }
  }

  /** The server answers for objects in a way that only Node's client reads. */
  isUnusual(): void {
    this.#isUsual = false
  }

  /** Closes every connection, those in use too. */
  destroy(): void {
    for (const line of this.#lines) line.destroy()
    this.#free.clear()
  }

  async #ask(request: SdkRequest, text: RequestText, patience: Patience): Promise<LineAnswer> {
    for (;;) {
      patience.signal?.throwIfAborted()
      const kept = this.#take(serverOf(request))
      const line = kept ?? this.#open(request)
      try {
        return await this.#askOf(line, text, patience)
      } catch (error) {
        // It was closed at the other end while nobody used it.
        if (kept === undefined || !isHangUp(error)) throw error
      }
    }
  }

  async #askOf(
    line: DirectLine,
    text: RequestText,
    { idle, signal }: Patience,
  ): Promise<LineAnswer> {
    const abort = () => line.destroy(asError(signal?.reason))
    signal?.addEventListener('abort', abort, { once: true })
    const late = () => line.destroy(timeout('answer', idle))
    const dog = new Watchdog({ idle, slow: this.#timeouts.slow }, late)
    try {
      return await line.ask(text)
    } finally {
      dog.stop()
      signal?.removeEventListener('abort', abort)
    }
  }

  #take(server: string): DirectLine | undefined {
    const lines = this.#free.get(server)
    for (let line = lines?.pop(); line; line = lines?.pop()) {
      const { socket } = line
      if (socket.destroyed || !socket.readable) continue
      socket.setTimeout(0)
      socket.ref()
      return line
    }
    return undefined
  }

  #open(request: SdkRequest): DirectLine {
    const server = serverOf(request)
    const line = new DirectLine(
      onread => this.#connect(request, onread),
      free => this.#keep(server, free),
    )
    this.#lines.add(line)
    line.socket.once('close', () => {
      this.#lines.delete(line)
      const free = this.#free.get(server)?.filter(other => other !== line)
      if (free) this.#free.set(server, free)
    })
    return line
  }

  #keep(server: string, line: DirectLine): void {
    const lines = this.#free.get(server) ?? []
    this.#free.set(server, lines)
    if (lines.length >= MOST_FREE) {
      line.destroy()
      return
    }
    line.socket.setTimeout(FREE_TIMEOUT)
    line.socket.unref()
    lines.push(line)
  }

  #connect(request: SdkRequest, onread: OnReadOpts): Socket {
    const isSecure = request.protocol === 'https:'
    const at = { ...addressOf(request), onread }
    const socket = isSecure ? this.#connectTls(serverOf(request), at) : netConnect(at)
    socket.setNoDelay(true)
    socket.setKeepAlive(true, KEEP_ALIVE)
    socket.once('timeout', () => socket.destroy())
    limitConnecting(socket, this.#timeouts.connect, late => socket.destroy(late))
    return socket
  }

  #connectTls(server: string, at: { host: string; port: number; onread: OnReadOpts }): TLSSocket {
    const session = this.#sessions.get(server)
    const options = {
      ...at,
      ...(isIP(at.host) ? {} : { servername: at.host }),
      ...(session && { session }),
      secureContext: trustedContext(),
      ALPNProtocols: ['http/1.1'],
    }
    return tlsConnect(options)
      .on('session', known => this.#sessions.set(server, known))
      .once('close', hadError => hadError && this.#sessions.delete(server))
  }
}

function serverOf({ protocol, hostname, port }: SdkRequest): string {
  return `${protocol}//${hostname}:${port ?? ''}`
}

function isHangUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(ECONNRESET|EPIPE)$/.test(`${error.code}`)
}
