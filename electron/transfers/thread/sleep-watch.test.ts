import { afterEach, expect, test, vi } from 'vitest'
import { watchForSleep } from './sleep-watch.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('a clock that leaps is a sleep, a clock that ticks is none', () => {
  vi.useFakeTimers()
  let woke = 0
  const stop = watchForSleep(() => {
    woke += 1
  })
  vi.advanceTimersByTime(600_000)
  expect(woke).toBe(0)
  vi.setSystemTime(Date.now() + 3_600_000)
  vi.advanceTimersByTime(5_000)
  expect(woke).toBe(1)
  vi.advanceTimersByTime(600_000)
  expect(woke).toBe(1)
  stop()
})
