import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError, type FailureCode } from '#shared/errors.ts'
import { ITEM_RETRY, type RetryPolicy, withRetries } from './retry.ts'

const quick: RetryPolicy = { patience: 60_000, base: 1, cap: 2 }
const never = new AbortController().signal

function failing(code: FailureCode): AppError {
  return new AppError({ code, message: 'No.', remedy: 'Wait.' })
}

test('what passes is tried again, until it works', async () => {
  let tried = 0
  const attempt = async () => {
    tried += 1
    if (tried < 4) throw failing('throttled')
    return 'done'
  }
  expect(await withRetries(attempt, never, quick)).toBe('done')
})

test('what does not pass is not tried again', async () => {
  let tried = 0
  const attempt = async () => {
    tried += 1
    throw failing('denied')
  }
  await expect(withRetries(attempt, never, quick)).rejects.toThrow('No.')
  expect(tried).toBe(1)
})

test('what arrives damaged is tried once more, and no further', async () => {
  let tried = 0
  const attempt = async () => {
    tried += 1
    throw failing('corrupted')
  }
  await expect(withRetries(attempt, never, quick)).rejects.toThrow('No.')
  expect(tried).toBe(2)
})

describe('in time', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const minute = 60_000

  /** Fails in this way until so many minutes are over; whether it was done in the end. */
  async function outcome(code: FailureCode, minutes: number, policy: Partial<RetryPolicy> = {}) {
    const start = performance.now()
    const attempt = async () => {
      if (performance.now() - start < minutes * minute) throw failing(code)
      return 'done'
    }
    const ending = withRetries(attempt, never, { ...ITEM_RETRY, ...policy }).catch(() => 'failed')
    await vi.advanceTimersByTimeAsync(24 * 60 * minute)
    return await ending
  }

  test.each(['throttled', 'timeout', 'server-error', 'unreachable'] as const)(
    'fifteen minutes of %s fail nothing, an hour does',
    async code => {
      expect(await outcome(code, 15)).toBe('done')
      expect(await outcome(code, 60)).toBe('failed')
    },
  )

  test('an item that gets somewhere now and then is not given up', async () => {
    const progress = () => Math.floor(performance.now() / (10 * minute))
    expect(await outcome('timeout', 120, { progress })).toBe('done')
  })
})

test('an abort ends the waiting', async () => {
  const controller = new AbortController()
  const attempt = async () => {
    controller.abort()
    throw failing('timeout')
  }
  const waiting = withRetries(attempt, controller.signal, { ...quick, base: 100_000, cap: 100_000 })
  await expect(waiting).rejects.toThrow('aborted')
})
