import { describe, expect, test } from 'vitest'
import { AUTOMATIC, ConcurrencyController } from './concurrency-controller.ts'
import { type Link, type Use, use } from './simulated-link.ts'

const MB = 1_000_000
const FIXED = [2, 4, 8, 16, 32]
const SEEDS = [1, 2, 3, 4, 5]

/** Each connection moves so much, all together no more than the line carries. */
function line(each: number, all: number, delay = 40): Link {
  return { each: () => each, all: () => all, delay }
}

/** A server on the same computer, which is slower the more it has to do at once. */
const busyComputer: Link = {
  each: () => 60 * MB,
  all: inFlight => (inFlight <= 4 ? 120 : 120 - inFlight) * MB,
  delay: 1,
}
/** A wide line to a server that has twice as many at once to wait for the disk together. */
const plateau: Link = {
  each: () => 60 * MB,
  all: inFlight => (inFlight <= 16 ? 330 : 430) * MB,
  delay: 1,
}
const narrow = line(2.5 * MB, 2.5 * MB)

const LINKS: readonly (readonly [string, Link])[] = [
  ['a computer that is the limit itself', busyComputer],
  ['100 Mb/s far away', line(6 * MB, 12.5 * MB, 160)],
  ['a line that one connection fills', narrow],
  ['a line that loses packets', line(0.7 * MB, 12.3 * MB)],
  ['a wide line on which twice as many move no more, but four times as many do', plateau],
  ['a line where answers are late now and then', line(3 * MB, 6.2 * MB, 100)],
]

/** The mean over some runs of what is moved a second, from the tenth second on. */
function rateOf(link: Link, verb: Use['verb'], lanes: () => Use['lanes']): number {
  const rates = SEEDS.map(seed =>
    use({ link, verb, seconds: 30, lanes: lanes(), seed }).rate(10, 30),
  )
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length
}

describe.each(['download', 'upload'] as const)('within ten seconds, %ss over', verb => {
  test.each(LINKS)('%s are as fast as with the best fixed number', (_name, link) => {
    const best = Math.max(...FIXED.map(lanes => rateOf(link, verb, () => lanes)))
    const ours = rateOf(link, verb, () => new ConcurrencyController())
    expect(ours).toBeGreaterThan(best * 0.9)
  })

  test('a narrow line have no more requests in flight than are of use', () => {
    for (const seed of SEEDS) {
      const lanes = new ConcurrencyController()
      const { limits } = use({ link: narrow, verb, seconds: 120, lanes, seed })
      expect(Math.max(...limits(0, 120))).toBeLessThanOrEqual(AUTOMATIC.first * 2)
      expect(Math.max(...limits(60, 120))).toBeLessThanOrEqual(AUTOMATIC.first)
    }
  })
})

test('a server that refuses is left in peace, and still used', () => {
  const lanes = new ConcurrencyController()
  const refuses = (inFlight: number) => inFlight > 12
  const link = line(MB, 100 * MB)
  const { limits, rate } = use({ link, verb: 'download', seconds: 60, lanes, refuses })
  expect(Math.min(...limits(0, 60))).toBeGreaterThanOrEqual(AUTOMATIC.least)
  expect(Math.max(...limits(10, 60))).toBeLessThanOrEqual(13)
  expect(rate(20, 60)).toBeGreaterThan(12 * MB * 0.7)
})

test('a storm of refusals is answered once, and many storms end at the least', () => {
  const controller = new ConcurrencyController()
  for (let refused = 0; refused < 50; refused += 1) controller.pushedBack(1_000 + refused)
  expect(controller.limit).toBe(AUTOMATIC.first / 2)
  for (let now = 10_000; now < 60_000; now += 3_000) controller.pushedBack(now)
  expect(controller.limit).toBe(AUTOMATIC.least)
})

test('a line that becomes worse, and then needs more connections, is learnt anew', () => {
  const link: Link = {
    each: now => (now < 20_000 ? 10 : 0.2) * MB,
    all: () => 50 * MB,
    delay: 20,
  }
  const lanes = new ConcurrencyController()
  const { rate } = use({ link, verb: 'download', seconds: 60, lanes })
  const best = use({ link, verb: 'download', seconds: 60, lanes: AUTOMATIC.most })
  expect(rate(35, 60)).toBeGreaterThan(best.rate(35, 60) * 0.8)
})

test('a line that becomes better is found out by trying a few more', () => {
  const link: Link = {
    each: () => MB,
    all: (_inFlight, now) => (now < 15_000 ? 6 : 100) * MB,
    delay: 20,
  }
  const lanes = new ConcurrencyController()
  const { limits } = use({ link, verb: 'download', seconds: 120, lanes })
  expect(limits(0, 120).at(-1)).toBeGreaterThanOrEqual(AUTOMATIC.first * 2)
})

test('when something else holds back, nothing is learnt', () => {
  const controller = new ConcurrencyController()
  for (let now = 0; now < 60_000; now += 100) {
    controller.received(now, now)
    controller.tick(now, 1, false)
  }
  expect(controller.limit).toBe(AUTOMATIC.first)
})
