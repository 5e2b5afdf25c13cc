import { expect, test } from 'vitest'
import { AppError, type FailureCode } from '#shared/errors.ts'
import { type RetryPolicy, withRetries } from './retry.ts'

const quick: RetryPolicy = { tries: 5, patience: 60_000, base: 1, cap: 2 }
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

test('it gives up after its tries, but getting somewhere counts them anew', async () => {
  let tried = 0
  const attempt = async () => {
    tried += 1
    throw failing('unreachable')
  }
  await expect(withRetries(attempt, never, quick)).rejects.toThrow('No.')
  expect(tried).toBe(5)

  tried = 0
  const progress = () => Math.min(tried, 10)
  await expect(withRetries(attempt, never, { ...quick, progress })).rejects.toThrow('No.')
  expect(tried).toBe(14)
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
