import type { S3ClientConfig } from '@aws-sdk/client-s3'
import { fullJitter } from './full-jitter.ts'
import { NotAnS3Answer } from './not-an-s3-answer.ts'
import type { Outage, Reachability } from './reachability.ts'
import { type JobScope, requestScope } from './request-scope.ts'
import { obstacleOf } from './unreached-server.ts'

type Strategy = Extract<
  NonNullable<S3ClientConfig['retryStrategy']>,
  { acquireInitialRetryToken: unknown }
>
type Token = Awaited<ReturnType<Strategy['acquireInitialRetryToken']>>
type ErrorInfo = Parameters<Strategy['refreshRetryTokenForRetry']>[1]

/** Delays in milliseconds: full jitter below `base` doubled with each retry, never above `most`. */
const TRANSIENT = { base: 100, most: 5_000 }
const THROTTLED = { base: 500, most: 20_000 }
/** Trouble is waited out for this long when nobody sits in front of it, in milliseconds. */
const LONG_PATIENCE = 15 * 60_000

/**
 * Retries by who is waiting. A user in front of a listing gets the truth after four tries. A write
 * that must not be lost outlives a storm of 503 Slow Down. A job outlives a quarter of an hour of any
 * trouble, and waits for the network for as long as it takes.
 */
export class RetryStrategy implements Strategy {
  readonly #reachability: Reachability | undefined
  readonly #answers: () => Promise<boolean>

  /**
   * @param reachability where the requests of jobs wait for the network
   * @param answers whether the server itself answers, not somebody in its place
   */
  constructor(reachability?: Reachability, answers: () => Promise<boolean> = async () => true) {
    this.#reachability = reachability
    this.#answers = answers
  }

  async acquireInitialRetryToken(): Promise<Token> {
    return new Tried(0, 0, undefined)
  }

  async refreshRetryTokenForRetry(token: Token, info: ErrorInfo): Promise<Token> {
    const { job, signal } = requestScope()
    const retries = token.getRetryCount() + 1
    const failing = (token instanceof Tried ? token.failing : undefined) ?? Date.now()
    const obstacle = obstacleOf(info.error)
    if (job && obstacle && this.#reachability && !signal?.aborted) {
      const restored = (told: (outage: Outage) => void) =>
        this.#reachability?.restored(obstacle, this.#answers, told, signal)
      const waited = await waitFor(restored, job)
      // It counts as a try, since one before may have reached the server; but nothing failed yet.
      if (obstacle.kind === 'no-way' || waited) return new Tried(retries, 0, undefined)
      // The server answers, only not to this: then it is a trouble like any other.
      return this.#again('transient', retries, failing, info)
    }
    const kind = kindOf(info)
    if (kind === 'throttled' || kind === 'silent') job?.pushedBack?.()
    return this.#again(kind, retries, failing, info)
  }

  #again(kind: Kind, retries: number, failing: number, info: ErrorInfo): Token {
    const { job } = requestScope()
    if (!mayRetry(kind, retries, failing)) throw new Error('No more retries')
    const { base, most } = kind === 'throttled' ? THROTTLED : TRANSIENT
    const jitter = fullJitter(base, retries, most)
    const asked = info.retryAfterHint ? info.retryAfterHint.getTime() - Date.now() : 0
    const obeyed = Math.min(asked, job ? LONG_PATIENCE : most)
    return new Tried(retries, Math.max(jitter, obeyed), failing)
  }

  recordSuccess(): void {
    // Nothing to learn: there is no bucket of tokens to fill.
  }
}

/** @returns whether the obstacle was still there when it was looked at */
async function waitFor(
  restored: (told: (outage: Outage) => void) => Promise<void> | undefined,
  job: JobScope,
): Promise<boolean> {
  const tell = job.waiting()
  let looks = 0
  try {
    await restored(outage => {
      looks += 1
      tell(outage)
    })
    return looks > 1
  } finally {
    tell(undefined)
  }
}

class Tried implements Token {
  readonly #retries: number
  readonly #delay: number
  /** Since when the request fails; `undefined` while it never did. */
  readonly failing: number | undefined

  constructor(retries: number, delay: number, failing: number | undefined) {
    this.#retries = retries
    this.#delay = delay
    this.failing = failing
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

type Kind = 'throttled' | 'transient' | 'silent' | 'forgetful' | 'final'

function kindOf({ error, errorType }: ErrorInfo): Kind {
  if (requestScope().signal?.aborted) return 'final'
  if (error instanceof NotAnS3Answer && error.sender === 'forgetful-server') return 'forgetful'
  const status: unknown = error?.$metadata?.httpStatusCode
  if (errorType === 'THROTTLING' || status === 503 || status === 429) return 'throttled'
  if (error?.name === 'TimeoutError' && 'code' in error && error.code === 'ETIMEDOUT')
    return 'silent'
  // 501: the server will not learn it by being asked again.
  return errorType === 'CLIENT_ERROR' || status === 501 ? 'final' : 'transient'
}

function mayRetry(kind: Kind, retries: number, failing: number): boolean {
  const { job, patience } = requestScope()
  const long = patience === 'long'
  const inTime = Date.now() - failing < LONG_PATIENCE
  if (job && kind !== 'final' && kind !== 'forgetful') return inTime
  switch (kind) {
    case 'final':
      return false
    case 'forgetful':
      // Once is an accident.
      return retries <= 2
    case 'silent':
      // So that the idle timeouts of all tries stay below a minute or so.
      return retries <= (long ? 3 : 1)
    case 'transient':
      return retries <= (long ? 6 : 3)
    case 'throttled':
      return long ? inTime : retries <= 3
    default:
      return kind satisfies never
  }
}
