import { AsyncLocalStorage } from 'node:async_hooks'
import type { ScannedListing } from './scan-listing.ts'

/** What one call of a verb wants of every HTTP request that it causes, retries included. */
export interface RequestScope {
  readonly signal?: AbortSignal | undefined
  /** Told how much of the body the socket has taken in this try; a retry begins again. */
  readonly onBodyBytes?: ((bytes: number) => void) | undefined
  /** Takes the rows of a listing, so that the SDK's slower parser need not see them. */
  readonly onListing?: ((listing: ScannedListing) => void) | undefined
  /** Whether HEAD and GET ask for the object's checksums. */
  readonly checksums?: boolean | undefined
  /** Milliseconds without a byte in either direction before the request is given up. */
  readonly idleTimeout?: number | undefined
  /** `brief` for what a user waits for, `long` for transfers that shall outlive a bad quarter of an hour. */
  readonly patience?: 'brief' | 'long' | undefined
}

const current = new AsyncLocalStorage<RequestScope>()

/**
 * Runs `send` so that {@link requestScope} gives `scope` below it. What belongs to one call travels
 * beside the SDK instead of through it: the SDK drops its cache of resolved middleware as soon as
 * one call passes options (a signal, say), and passes nothing on to the requests of lib-storage.
 */
export function withRequestScope<T>(scope: RequestScope, send: () => Promise<T>): Promise<T> {
  return current.run(scope, send)
}

/** The scope of the call that is being served; empty outside of one. */
export function requestScope(): RequestScope {
  return current.getStore() ?? {}
}
