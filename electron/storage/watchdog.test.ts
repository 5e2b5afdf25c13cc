import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Watchdog } from './watchdog.ts'

const clocks = { idle: 30_000, slow: { bytes: 16_384, within: 60_000 } }
let stalls = 0

beforeEach(() => {
  stalls = 0
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Bytes that come every so many ms, for so long. */
function drip(dog: Watchdog, bytes: number, every: number, duration: number): void {
  for (let at = 0; at < duration && stalls === 0; at += every) {
    vi.advanceTimersByTime(every)
    dog.moved(bytes)
  }
}

function watchdog(): Watchdog {
  return new Watchdog(clocks, () => {
    stalls += 1
  })
}

test('silence is a stall', () => {
  watchdog()
  vi.advanceTimersByTime(30_001)
  expect(stalls).toBe(1)
})

test('a byte a second is a stall within two minutes, a slow line is none', () => {
  const dripped = watchdog()
  drip(dripped, 1, 1_000, 120_000)
  dripped.stop()
  expect(stalls).toBe(1)
  stalls = 0
  drip(watchdog(), 500, 1_000, 600_000)
  expect(stalls).toBe(0)
})

test('what we held up ourselves is excused', () => {
  const dog = watchdog()
  for (let minute = 0; minute < 10; minute += 1) {
    vi.advanceTimersByTime(20_000)
    dog.excuse()
    dog.moved(1)
  }
  expect(stalls).toBe(0)
  dog.stop()
  vi.advanceTimersByTime(600_000)
  expect(stalls).toBe(0)
})
