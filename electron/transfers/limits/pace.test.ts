import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

test('what comes is counted once it has settled', () => {
  const pace = new Pace()
  pace.begin(0, 400)
  pace.received(5_000, 300)
  for (let now = 500; now <= 1_400; now += 100) pace.received(100, now)
  expect(pace.rounds(1_200)).toBeLessThan(1)
  expect(pace.rounds(1_400)).toBeGreaterThanOrEqual(1)
  expect(pace.rate(1_400)).toBe(1_000)
})

test('requests that begin together, and are answered together, are as fast as they are', () => {
  const pace = new Pace()
  pace.begin(0)
  const sendAll = (now: number) => Array.from({ length: 4 }, () => pace.sending(1_000, now))
  let requests = sendAll(0)
  for (let now = 2_000; now <= 6_000; now += 2_000) {
    for (const request of requests) pace.ended(request, true, now)
    requests = sendAll(now)
    expect(pace.rate(now)).toBe(2_000)
  }
})

test('what was begun before the measure tells nothing of the time since', () => {
  const pace = new Pace()
  const early = Array.from({ length: 4 }, () => pace.sending(1_000, 0))
  pace.begin(1_000)
  for (const request of early) pace.ended(request, true, 1_500)
  pace.sending(1_000, 1_500)
  expect(pace.rounds(5_000)).toBe(0)
  expect(pace.answerTime(5_000)).toBe(0)
})

test('a request that failed is not counted', () => {
  const pace = new Pace()
  pace.begin(0)
  pace.ended(pace.sending(1_000, 0), false, 1_000)
  expect(pace.rate(2_000)).toBe(0)
})

test('it is known only when enough has been answered for so many requests', () => {
  const pace = new Pace()
  pace.begin(0)
  const requests = Array.from({ length: 16 }, () => pace.sending(1_000, 0))
  for (const request of requests.slice(0, 3)) pace.ended(request, true, 2_000)
  expect(pace.rounds(2_000)).toBeLessThan(1)
  pace.ended(requests[3] ?? expect.fail(), true, 2_000)
  expect(pace.rounds(2_000)).toBeGreaterThanOrEqual(1)
})
