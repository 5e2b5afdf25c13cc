import { describe, expect, test } from 'vitest'
import { AUTOMATIC, ConcurrencyController } from './concurrency-controller.ts'

const MB = 1_000_000
const TICK = 100

/** A line and a server: what so many requests in flight move in a second. */
type Link = (inFlight: number, now: number) => number

/** Uses a link for a while. Speeds differ by up to a fifth from moment to moment, the same every time. */
function run(link: Link, seconds: number, refuses: (inFlight: number, now: number) => boolean) {
  const controller = new ConcurrencyController()
  const limits: number[] = []
  const rates: number[] = []
  let seed = 7
  for (let now = 0; now < seconds * 1000; now += TICK) {
    seed = (seed * 48_271) % 2_147_483_647
    const noise = 0.8 + (0.4 * seed) / 2_147_483_647
    const rate = link(controller.limit, now) * noise
    controller.moved((rate * TICK) / 1000)
    if (refuses(controller.limit, now)) controller.pushedBack(now)
    controller.tick(now, true)
    limits.push(controller.limit)
    rates.push(rate)
  }
  /** From one second to another. */
  const mean = (from: number, to: number) => {
    const some = rates.slice((from * 1000) / TICK, (to * 1000) / TICK)
    return some.reduce((sum, rate) => sum + rate, 0) / some.length
  }
  return { limits, mean, last: limits.at(-1) ?? 0 }
}

const never = () => false
/** Each connection moves so much, all together no more than the line carries. */
const line =
  (each: number, all: number): Link =>
  inFlight =>
    Math.min(inFlight * each, all)

describe('within ten seconds', () => {
  test.each([
    ['a line that two connections fill', line(1.25 * MB, 2.5 * MB), 2.5 * MB],
    ['100 Mb/s far away', line(1.6 * MB, 12.5 * MB), 12.5 * MB],
    ['a line that loses packets', line(0.3 * MB, 1_000 * MB), 0.3 * MB * AUTOMATIC.most],
    ['a machine that is the limit itself', line(200 * MB, 300 * MB), 300 * MB],
  ])('%s is used as well as by the best fixed number', (_name, link, best) => {
    const { mean } = run(link, 40, never)
    expect(mean(10, 40)).toBeGreaterThan(best * 0.9)
  })
})

test('no more requests than are of use are in flight', () => {
  const { limits } = run(line(2.5 * MB, 2.5 * MB), 60, never)
  expect(Math.max(...limits.slice(100))).toBeLessThanOrEqual(AUTOMATIC.first + 2)
})

test('a server that refuses is left in peace, and still used', () => {
  const { limits, mean } = run(line(MB, 100 * MB), 60, inFlight => inFlight > 12)
  expect(limits.every(limit => limit >= AUTOMATIC.least)).toBe(true)
  const after = limits.slice(100)
  expect(Math.max(...after)).toBeLessThanOrEqual(13)
  expect(mean(20, 60)).toBeGreaterThan(12 * MB * 0.75)
})

test('a storm of refusals is answered once, and many storms end at the least', () => {
  const controller = new ConcurrencyController()
  for (let refused = 0; refused < 50; refused += 1) controller.pushedBack(1_000 + refused)
  expect(controller.limit).toBe(AUTOMATIC.first / 2)
  for (let now = 10_000; now < 60_000; now += 3_000) controller.pushedBack(now)
  expect(controller.limit).toBe(AUTOMATIC.least)
})

test('a line that becomes worse, and then needs more connections, is learnt anew', () => {
  const link: Link = (inFlight, now) =>
    now < 20_000 ? Math.min(inFlight * 10 * MB, 50 * MB) : Math.min(inFlight * 0.2 * MB, 50 * MB)
  const { mean } = run(link, 60, never)
  expect(mean(35, 60)).toBeGreaterThan(0.2 * MB * AUTOMATIC.most * 0.85)
})

test('a line that becomes better is found out by trying a few more', () => {
  const link: Link = (inFlight, now) =>
    inFlight * MB * (now < 15_000 ? AUTOMATIC.first / inFlight : 1)
  const { last } = run(link, 120, never)
  expect(last).toBeGreaterThan(AUTOMATIC.first * 2)
})

test('when something else holds back, nothing is learnt', () => {
  const controller = new ConcurrencyController()
  for (let now = 0; now < 60_000; now += TICK) {
    controller.moved(now)
    controller.tick(now, false)
  }
  expect(controller.limit).toBe(AUTOMATIC.first)
})
