import { AppError, type Failure, type FailureCode } from '#shared/errors.ts'
import { fullJitter } from '../storage/full-jitter.ts'
import { requestScope } from '../storage/request-scope.ts'
import { isDiskFull } from './local-failure.ts'

const TRANSIENT: ReadonlySet<FailureCode> = new Set([
  'unreachable',
  'timeout',
  'throttled',
  'server-error',
])

/** What is wrong with the whole job, so that trying its next item would only fail again. */
const FATAL: ReadonlySet<FailureCode> = new Set([
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

/** Whether there is more in flight than the server or the line can take. */
function isPushBack({ code }: Failure): boolean {
  return code === 'timeout' || code === 'throttled'
}

export function stopsTheJob({ code, details }: Failure): boolean {
  return FATAL.has(code) || (code === 'local-file' && isDiskFull(details.serverCode))
}

/** How long an item is tried. Times in milliseconds. */
export interface RetryPolicy {
  /** How long nothing may come of it. The wait for the network does not count. */
  readonly patience: number
  readonly base: number
  readonly cap: number
  /** Grows while the attempt gets somewhere; then patience begins anew. */
  readonly progress?: () => number
}

export const ITEM_RETRY: RetryPolicy = { patience: 15 * 60_000, base: 500, cap: 30_000 }

/**
 * Runs an attempt again while it fails for reasons that pass: no answer, too busy. What arrived
 * damaged is tried once more: then it is no accident.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  signal: AbortSignal,
  policy: RetryPolicy = ITEM_RETRY,
): Promise<T> {
  const clock = new PatienceClock(policy)
  let mayBeDamaged = true
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof AppError)) throw error
      const delay = clock.failed()
      if (error.code === 'corrupted' && mayBeDamaged) {
        mayBeDamaged = false
        continue
      }
      if (!isTransient(error.failure) || delay === undefined) throw error
      // Such as a body that stops coming; what the SDK itself tries again tells it there.
      if (isPushBack(error.failure)) requestScope().job?.pushedBack?.()
      await sleep(delay, signal)
    }
  }
}

/** Counts the tries since something came of them. */
class PatienceClock {
  readonly #policy: RetryPolicy
  #failing: number | undefined
  #reached: number
  #tries = 0

  constructor(policy: RetryPolicy) {
    this.#policy = policy
    this.#reached = policy.progress?.() ?? 0
  }

  /** @returns how long to wait, in milliseconds; `undefined` when patience is over */
  failed(): number | undefined {
    const { patience, base, cap, progress } = this.#policy
    const reached = progress?.() ?? 0
    if (reached > this.#reached) {
      this.#reached = reached
      this.#failing = undefined
      this.#tries = 0
    }
    const now = performance.now()
    this.#failing ??= now
    this.#tries += 1
    return now - this.#failing > patience ? undefined : fullJitter(base, this.#tries, cap)
  }
}

/** By the global timer, which a test's clock drives; that of `node:timers/promises` it does not. */
function sleep(delay: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(clock)
      reject(signal.reason)
    }
    const clock = setTimeout(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    }, delay)
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
  })
}
