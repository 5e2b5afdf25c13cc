import { connect } from 'node:net'
import { fullJitter } from './full-jitter.ts'

/** A server that can't be reached at the moment. Times are milliseconds since the Unix epoch. */
export interface Outage {
  readonly host: string
  readonly since: number
  readonly nextTry: number
  /** Nothing says that it is there, unless one of these does, whose word is not that of the server. */
  readonly instead?: 'someone-else' | 'untrusted'
}

/** Where connections go to. */
export interface ServerAddress {
  readonly host: string
  readonly port: number
}

/** What keeps requests from a server. */
export interface Obstacle {
  readonly server: ServerAddress
  /**
   * `no-way`: no connection comes about. The others are accepted by somebody who answers instead of
   * the server, can't prove to be it, or breaks off before he would have to.
   */
  readonly kind: 'no-way' | 'someone-else' | 'untrusted' | 'cut-off'
}

interface Down {
  readonly probe: Probe
  outage: Outage
  /** Told whenever the outage is tried anew. */
  readonly waiting: Set<Waiter>
  tries: number
  clock: NodeJS.Timeout | undefined
}

interface Waiter {
  readonly told: (outage: Outage) => void
  readonly over: () => void
}

type Probe = () => Promise<boolean>

interface ReachabilityOptions {
  /** Milliseconds: the longest wait before the second try, and before any. */
  readonly base: number
  readonly most: number
  /** Whether the server accepts a connection, and how long that may take, in milliseconds. */
  readonly probe: (server: ServerAddress) => Promise<boolean>
}

const USUAL: ReachabilityOptions = { base: 2_000, most: 60_000, probe: accepts }
const PROBE_TIMEOUT = 10_000

/**
 * Lets requests wait while their server can't be reached. One connection is tried for all of them,
 * ever less often; as soon as one is accepted, all go on.
 */
export class Reachability {
  readonly #options: ReachabilityOptions
  readonly #down = new Map<string, Down>()

  constructor(options: Partial<ReachabilityOptions> = {}) {
    this.#options = { ...USUAL, ...options }
  }

  /**
   * Resolves when the obstacle is gone, however long that takes: the server accepts connections
   * again, or answers itself.
   *
   * @param answers whether the server itself answers, where it is not enough that somebody is there
   * @param told is called at once, and whenever the next try has another time
   */
  async restored(
    obstacle: Obstacle,
    answers: Probe,
    told: (outage: Outage) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    signal?.throwIfAborted()
    const { server, kind } = obstacle
    const key = `${kind} ${server.host}:${server.port}`
    const down = this.#down.get(key) ?? this.#begin(key, obstacle, answers)
    await new Promise<void>((resolve, reject) => {
      const waiter = { told, over: () => settle(resolve) }
      const abort = () => settle(() => reject(signal?.reason))
      const settle = (how: () => void) => {
        signal?.removeEventListener('abort', abort)
        down.waiting.delete(waiter)
        // Nobody asks any more, so nothing needs to be tried.
        if (down.waiting.size === 0) this.#forget(key, down)
        how()
      }
      signal?.addEventListener('abort', abort, { once: true })
      down.waiting.add(waiter)
      told(down.outage)
    })
  }

  /** Something may have changed (the network is back, the computer woke): tries everything at once. */
  tryNow(): void {
    for (const [key, down] of this.#down) {
      down.tries = 0
      this.#plan(key, down, 0)
    }
  }

  /** Ends every wait; those who wait have been told otherwise. */
  close(): void {
    for (const [key, down] of this.#down) this.#forget(key, down)
  }

  #begin(key: string, obstacle: Obstacle, answers: Probe): Down {
    const now = Date.now()
    const { server, kind } = obstacle
    const instead = kind === 'someone-else' || kind === 'untrusted' ? { instead: kind } : {}
    const down: Down = {
      probe: kind === 'no-way' ? () => this.#options.probe(server) : answers,
      outage: { host: server.host, since: now, nextTry: now, ...instead },
      waiting: new Set(),
      tries: 0,
      clock: undefined,
    }
    this.#down.set(key, down)
    this.#plan(key, down, this.#delay(down))
    return down
  }

  #plan(key: string, down: Down, delay: number): void {
    clearTimeout(down.clock)
    down.outage = { ...down.outage, nextTry: Date.now() + delay }
    down.clock = setTimeout(() => void this.#try(key, down), delay)
    for (const { told } of down.waiting) told(down.outage)
  }

  async #try(key: string, down: Down): Promise<void> {
    const planned = down.outage.nextTry
    const reached = await down.probe()
    // Meanwhile everybody left, or it was to be tried anew at once.
    if (this.#down.get(key) !== down || down.outage.nextTry !== planned) return
    if (!reached) {
      this.#plan(key, down, this.#delay(down))
      return
    }
    this.#forget(key, down)
    for (const { over } of [...down.waiting]) over()
  }

  #delay(down: Down): number {
    down.tries += 1
    const { base, most } = this.#options
    // Never less than half, or a dead network would be asked all the time.
    const longest = Math.min(most, base * 2 ** (down.tries - 1))
    return longest / 2 + fullJitter(longest / 2, 1, longest)
  }

  #forget(key: string, down: Down): void {
    clearTimeout(down.clock)
    if (this.#down.get(key) === down) this.#down.delete(key)
  }
}

/** Whether a server accepts a connection at all. */
function accepts({ host, port }: ServerAddress): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: PROBE_TIMEOUT })
    const end = (reached: boolean) => () => {
      socket.destroy()
      resolve(reached)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
}
