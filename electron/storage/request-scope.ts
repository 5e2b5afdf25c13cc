import { AsyncLocalStorage } from 'node:async_hooks'
import { BufferPool } from './buffer-pool.ts'
import type { Outage } from './reachability.ts'
import type { ReadPage } from './read-listing.ts'
import type { SdkAnswer } from './sdk-exchange.ts'

/** What one call of a verb wants of every HTTP request that it causes, retries included. */
export interface RequestScope {
  readonly signal?: AbortSignal | undefined
  /** Told how much of the body the socket has taken in this try; a retry begins again. */
  readonly onBodyBytes?: ((bytes: number) => void) | undefined
  /** Takes a listing, so that the SDK's slower parser need not see it. */
  readonly onListing?: ((listing: ReadPage) => void) | undefined
  /** What came of a try that was made without the SDK: it is taken for the SDK's own first one. */
  readonly firstTry?: (() => Promise<SdkAnswer> | undefined) | undefined
  /** Whether the body of the answer is read in pieces of its connection's own memory. */
  readonly wantsBytes?: boolean | undefined
  /** Whether HEAD and GET ask for the object's checksums. */
  readonly checksums?: boolean | undefined
  /** Milliseconds without a byte in either direction before the request is given up. */
  readonly idleTimeout?: number | undefined
  /** `brief` for what a user waits for, `long` for what is written once and must not be lost. */
  readonly patience?: 'brief' | 'long' | undefined
  /** Set for all that a running job asks for: nobody waits in front of it. */
  readonly job?: JobScope | undefined
}

/** Slows down bytes that are moved, so that all of them together stay below a rate. */
export interface Throttle {
  /**
   * @returns how many of the wanted bytes may be moved now: one at least, all when there is no limit;
   *   a promise when none may yet, which rejects with the signal's reason
   */
  take(wanted: number, signal?: AbortSignal): number | Promise<number>
}

/** A job's share of something that all jobs have together: memory for bytes, requests in flight. */
export interface BudgetShare {
  /** Waits until so much is free. Rejects with the signal's reason. */
  lease(amount: number, signal?: AbortSignal): Promise<Lease>
}

/** What may be used until it is given back. */
export interface Lease {
  /** Whether it should be given back as soon as what is under way is done. */
  readonly isWanted: boolean
  /** Once is enough; more does nothing. */
  giveBack(): void
}

/** A job's share of the requests with bodies that may be in flight at once. */
export interface RequestSlots extends BudgetShare {
  /** Those of all jobs together. */
  readonly limit: number
  /** Calls the listener whenever the limit is another one, until the returned function is called. */
  onChange(listener: () => void): () => void
}

/** What the requests of a running job obey, and tell it, whichever verb sends them. */
export interface JobScope {
  /** For the bytes of all objects that are sent, and of those that are read. */
  readonly up?: Throttle | undefined
  readonly down?: Throttle | undefined
  /** For what is kept of bodies while they are sent. */
  readonly memory?: BudgetShare | undefined
  /** For parts and files that are moved. */
  readonly slots?: RequestSlots | undefined
  /**
   * A body of so many bytes is being sent.
   *
   * @returns what is called when that is over: with whether the server has answered
   */
  sending?(bytes: number): (isAnswered: boolean) => void
  /** The server is too busy, or silent: there is more in flight than it or the line can take. */
  pushedBack?(): void
  /**
   * A request waits for the network.
   *
   * @returns what is called with every change of the outage, and with nothing when the wait is over
   */
  waiting(): (outage: Outage | undefined) => void
}

const pool = new BufferPool()
const current = new AsyncLocalStorage<RequestScope>()

/**
 * Runs `send` so that {@link requestScope} gives `scope` below it. What belongs to one call travels
 * beside the SDK instead of through it: the SDK drops its cache of resolved middleware as soon as
 * one call passes options (a signal, say), and passes nothing on to the requests of lib-storage.
 * What is below a job stays below it.
 */
export function withRequestScope<T>(scope: RequestScope, send: () => Promise<T>): Promise<T> {
  const { job } = requestScope()
  return current.run(job ? { job, ...scope } : scope, send)
}

/** The same for a request that belongs to none that caused it: neither its job, nor its wishes. */
export function apart<T>(scope: RequestScope, send: () => Promise<T>): Promise<T> {
  return current.run(scope, send)
}

/**
 * Runs `use` with memory for bytes in flight: once there is some, in a job.
 *
 * @param use may go on with the same memory while `mayKeep` says so
 */
export function withMemory<T>(
  bytes: number,
  signal: AbortSignal | undefined,
  use: (buffer: Buffer, mayKeep: () => boolean) => Promise<T>,
): Promise<T> {
  return withLease(requestScope().job?.memory, bytes, signal, async mayKeep => {
    const buffer = pool.take(bytes)
    try {
      return await use(buffer, mayKeep)
    } finally {
      pool.release(buffer)
    }
  })
}

/** Runs `use` once one more request with a body may be in flight; in a job. */
export function withSlot<T>(
  signal: AbortSignal | undefined,
  use: (mayKeep: () => boolean) => Promise<T>,
): Promise<T> {
  return withLease(requestScope().job?.slots, 1, signal, use)
}

async function withLease<T>(
  share: BudgetShare | undefined,
  amount: number,
  signal: AbortSignal | undefined,
  use: (mayKeep: () => boolean) => Promise<T>,
): Promise<T> {
  const lease = await share?.lease(amount, signal)
  try {
    return await use(() => lease?.isWanted !== true)
  } finally {
    lease?.giveBack()
  }
}

/** The scope of the call that is being served; empty outside of one. */
export function requestScope(): RequestScope {
  return current.getStore() ?? {}
}
