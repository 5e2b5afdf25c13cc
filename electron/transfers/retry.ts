import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, type Failure, type FailureCode } from '#shared/errors.ts'
import { isDiskFull } from './local-failure.ts'

const TRANSIENT: ReadonlySet<FailureCode> = new Set([
  'unreachable',
  'timeout',
  'throttled',
  'server-error',
])

/** What is wrong with the whole job, so that trying its next item would only fail again. */
const FATAL: ReadonlySet<FailureCode> = new Set([
  'unreachable',
  'certificate',
  'not-s3',
  'wrong-key',
  'wrong-secret',
  'expired-credentials',
  'no-credentials',
  'clock-skew',
  'wrong-region',
  'no-such-bucket',
  'no-such-profile',
  'read-only',
  'keychain-absent',
  'keychain-locked',
  'keychain-hung',
  'window-gone',
])

/** Whether it may pass by itself: no answer, too busy. */
export function isTransient({ code }: Failure): boolean {
  return TRANSIENT.has(code)
}

export function stopsTheJob({ code, details }: Failure): boolean {
  return FATAL.has(code) || (code === 'local-file' && isDiskFull(details.serverCode))
}

/** How often and how long an item is tried. Times in milliseconds. */
export interface RetryPolicy {
  readonly tries: number
  readonly patience: number
  readonly base: number
  readonly cap: number
  /** Grows while the attempt gets somewhere; then tries and patience count anew. */
  readonly progress?: () => number
}

export const ITEM_RETRY: RetryPolicy = { tries: 5, patience: 60_000, base: 500, cap: 10_000 }

/**
 * Runs an attempt again while it fails for reasons that pass: no answer, too busy. Waits a random
 * part of a doubling time, so that lanes that fail together do not come back together.
 *
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  signal: AbortSignal,
  policy: RetryPolicy = ITEM_RETRY,
): Promise<T> {
  let started = performance.now()
  let reached = policy.progress?.() ?? 0
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt()
    } catch (error) {
      signal.throwIfAborted()
      const now = policy.progress?.() ?? 0
      if (now > reached) {
        reached = now
        started = performance.now()
        tried = 1
      }
      const passes = error instanceof AppError && isTransient(error.failure)
      const late = performance.now() - started > policy.patience
      if (!passes || tried >= policy.tries || late) throw error
      const longest = Math.min(policy.cap, policy.base * 2 ** (tried - 1))
      await sleep(Math.random() * longest, undefined, { signal })
    }
  }
}
