import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { NotAnS3Answer } from './not-an-s3-answer.ts'
import { type Outage, Reachability } from './reachability.ts'
import { type RequestScope, withRequestScope } from './request-scope.ts'
import { RetryStrategy } from './retry-strategy.ts'
import { wentTo } from './unreached-server.ts'

type ErrorInfo = Parameters<RetryStrategy['refreshRetryTokenForRetry']>[1]
type SdkError = NonNullable<ErrorInfo['error']>

const throttled: ErrorInfo = { errorType: 'THROTTLING' }
const reset: ErrorInfo = { errorType: 'TRANSIENT' }
const silent: ErrorInfo = {
  errorType: 'TRANSIENT',
  error: Object.assign(new Error(), { name: 'TimeoutError', code: 'ETIMEDOUT' }) as SdkError,
}
const refused: ErrorInfo = { errorType: 'CLIENT_ERROR' }

/** How often a request is sent that fails the same way each time; stops counting at 50. */
function triesOf(info: ErrorInfo, scope: RequestScope): Promise<number> {
  return withRequestScope(scope, async () => {
    const strategy = new RetryStrategy()
    let token = await strategy.acquireInitialRetryToken()
    for (let tries = 1; tries < 50; tries += 1) {
      try {
        token = await strategy.refreshRetryTokenForRetry(token, info)
      } catch {
        return tries
      }
    }
    return 50
  })
}

describe('in front of a user', () => {
  test('a busy or broken server is tried four times, a silent one twice', async () => {
    expect(await triesOf(throttled, {})).toBe(4)
    expect(await triesOf(reset, {})).toBe(4)
    expect(await triesOf(silent, {})).toBe(2)
  })

  test('a refusal is final', async () => {
    expect(await triesOf(refused, {})).toBe(1)
  })
})

describe('in a write that must not be lost', () => {
  const scope = { patience: 'long' } as const

  test('a storm of Slow Down is waited out, other trouble for longer than usual', async () => {
    expect(await triesOf(throttled, scope)).toBe(50)
    expect(await triesOf(reset, scope)).toBe(7)
    expect(await triesOf(silent, scope)).toBe(4)
  })

  test('nothing is tried again once it is canceled', async () => {
    expect(await triesOf(throttled, { ...scope, signal: AbortSignal.abort() })).toBe(1)
  })
})

describe('in a running job', () => {
  const waits: (Outage | undefined)[] = []
  const job = { waiting: () => (outage: Outage | undefined) => void waits.push(outage) }

  test('any trouble that passes is tried again for a quarter of an hour', async () => {
    expect(await triesOf(throttled, { job })).toBe(50)
    expect(await triesOf(reset, { job })).toBe(50)
    expect(await triesOf(silent, { job })).toBe(50)
    expect(await triesOf(refused, { job })).toBe(1)
  })

  test('a server that cannot be reached is waited for, and that is told', async () => {
    let up = false
    const probe = async () => {
      const was = up
      up = true
      return was
    }
    const strategy = new RetryStrategy(new Reachability({ base: 2, most: 4, probe }))
    const error = wentTo(Object.assign(new Error(), { code: 'ENOTFOUND' }), { host: 'h', port: 1 })
    await withRequestScope({ job }, async () => {
      const first = await strategy.acquireInitialRetryToken()
      const info = { errorType: 'TRANSIENT', error } as ErrorInfo
      expect((await strategy.refreshRetryTokenForRetry(first, info)).getRetryDelay()).toBe(0)
    })
    expect(waits[0]).toMatchObject({ host: 'h' })
    expect(waits.at(-1)).toBeUndefined()
  })
})

describe('where somebody else answers in place of the server', () => {
  const error = wentTo(new NotAnS3Answer('a page', 200, 'someone-else'), { host: 'h', port: 1 })
  const info = { errorType: 'CLIENT_ERROR', error } as ErrorInfo
  const waits: (Outage | undefined)[] = []
  const job = { waiting: () => (outage: Outage | undefined) => void waits.push(outage) }

  beforeEach(() => {
    vi.useFakeTimers()
    waits.length = 0
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  /** How long a request is tried, in milliseconds; `undefined` when it still is after a day. */
  async function timeTried(answers: () => boolean, scope: RequestScope) {
    const start = Date.now()
    let end: number | undefined
    const run = async () => {
      const strategy = new RetryStrategy(new Reachability(), async () => answers())
      let token = await strategy.acquireInitialRetryToken()
      while (end === undefined) {
        try {
          token = await strategy.refreshRetryTokenForRetry(token, info)
          await new Promise(resolve => setTimeout(resolve, token.getRetryDelay()))
        } catch {
          end = Date.now()
        }
      }
    }
    void withRequestScope(scope, run)
    for (let hour = 0; hour < 24; hour += 1) await vi.advanceTimersByTimeAsync(3_600_000)
    return end === undefined ? undefined : end - start
  }

  test('a user is told at once', async () => {
    expect(await timeTried(() => false, {})).toBe(0)
    expect(waits).toEqual([])
  })

  test('a job waits for as long as it takes', async () => {
    expect(await timeTried(() => false, { job })).toBeUndefined()
    expect(waits.at(-1)).toMatchObject({ host: 'h', instead: 'someone-else' })
  })

  test('a job gives up where the server answers all else, but after a quarter of an hour', async () => {
    const tried = await timeTried(() => true, { job })
    expect(tried).toBeGreaterThanOrEqual(15 * 60_000)
    expect(tried).toBeLessThan(17 * 60_000)
    expect(waits.at(-1)).toBeUndefined()
  })
})

test('waits grow, stay below twenty seconds, and obey Retry-After within that', async () => {
  const strategy = new RetryStrategy()
  const inAnHour = new Date(Date.now() + 3_600_000)
  const first = await strategy.acquireInitialRetryToken()
  expect(first.getRetryDelay()).toBe(0)
  const hinted = { ...throttled, retryAfterHint: inAnHour }
  expect((await strategy.refreshRetryTokenForRetry(first, hinted)).getRetryDelay()).toBe(20_000)
})
