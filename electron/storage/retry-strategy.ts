import type { S3ClientConfig } from '@aws-sdk/client-s3'
import { requestScope } from './request-scope.ts'

type Strategy = Extract<
  NonNullable<S3ClientConfig['retryStrategy']>,
  { acquireInitialRetryToken: unknown }
>
type Token = Awaited<ReturnType<Strategy['acquireInitialRetryToken']>>
type ErrorInfo = Parameters<Strategy['refreshRetryTokenForRetry']>[1]

/** Delays in milliseconds: full jitter below `base` doubled with each retry, never above `most`. */
const TRANSIENT = { base: 100, most: 5_000 }
const THROTTLED = { base: 500, most: 20_000 }
/** A busy server is waited for this long when nobody sits in front of it, in milliseconds. */
const LONG_PATIENCE = 15 * 60_000

/**
 * Retries by who is waiting: a user in front of a listing gets the truth after four tries, a
 * transfer outlives a storm of 503 Slow Down. A silent server is tried once more, so that the two
 * idle timeouts stay below a minute or so.
 */
export class RetryStrategy implements Strategy {
  async acquireInitialRetryToken(): Promise<Token> {
    return new Attempt(0, 0, Date.now())
  }

  async refreshRetryTokenForRetry(token: Token, info: ErrorInfo): Promise<Token> {
    const retries = token.getRetryCount() + 1
    const started = token instanceof Attempt ? token.started : Date.now()
    const kind = kindOf(info)
    if (!mayRetry(kind, retries, started)) throw new Error('No more retries')
    const { base, most } = kind === 'throttled' ? THROTTLED : TRANSIENT
    const jitter = Math.random() * Math.min(most, base * 2 ** (retries - 1))
    const asked = info.retryAfterHint ? info.retryAfterHint.getTime() - Date.now() : 0
    return new Attempt(retries, Math.max(jitter, Math.min(asked, most)), started)
  }

  recordSuccess(): void {
    // Nothing to learn: there is no bucket of tokens to fill.
  }
}

class Attempt implements Token {
  readonly #retries: number
  readonly #delay: number
  readonly started: number

  constructor(retries: number, delay: number, started: number) {
    this.#retries = retries
    this.#delay = delay
    this.started = started
  }
  getRetryCount(): number {
    return this.#retries
  }
  getRetryDelay(): number {
    return this.#delay
  }
  getRetryCost(): number {
    return 0
  }
}

type Kind = 'throttled' | 'transient' | 'silent' | 'final'

function kindOf({ error, errorType }: ErrorInfo): Kind {
  if (requestScope().signal?.aborted) return 'final'
  const status: unknown = error?.$metadata?.httpStatusCode
  if (errorType === 'THROTTLING' || status === 503 || status === 429) return 'throttled'
  if (error?.name === 'TimeoutError' && 'code' in error && error.code === 'ETIMEDOUT')
    return 'silent'
  // 501: the server will not learn it by being asked again.
  return errorType === 'CLIENT_ERROR' || status === 501 ? 'final' : 'transient'
}

function mayRetry(kind: Kind, retries: number, started: number): boolean {
  const long = requestScope().patience === 'long'
  switch (kind) {
    case 'final':
      return false
    case 'silent':
      return retries <= (long ? 3 : 1)
    case 'transient':
      return retries <= (long ? 6 : 3)
    case 'throttled':
      return long ? Date.now() - started < LONG_PATIENCE : retries <= 3
    default:
      return kind satisfies never
  }
}
