import { beforeEach, describe, expect, test } from 'vitest'
import { FakeClock } from './fake-clock.ts'
import { TokenBucket } from './token-bucket.ts'

let clock: FakeClock
let bucket: TokenBucket
beforeEach(() => {
  clock = new FakeClock()
  bucket = new TokenBucket(clock)
})

/** Moves bytes as fast as the bucket lets it, until it is stopped; tells how many. */
function mover(wanted = 64 * 1024): { moved: number; stop: () => void } {
  const controller = new AbortController()
  const one = { moved: 0, stop: () => controller.abort() }
  const move = async () => {
    while (!controller.signal.aborted) one.moved += await bucket.take(wanted, controller.signal)
  }
  move().catch(() => 'stopped')
  return one
}

test('without a limit everything passes at once', () => {
  expect(bucket.take(1_000_000_000)).toBe(1_000_000_000)
})

describe('a limit', () => {
  test.each([10_000, 1_000_000, 200_000_000])('of %i bytes a second holds', async rate => {
    bucket.setRate(rate)
    const one = mover()
    await clock.pass(1_000)
    const first = one.moved
    await clock.pass(10_000)
    one.stop()
    // A little is saved up before, and no more than a quarter of a second's bytes ever.
    expect(first).toBeLessThanOrEqual(rate * 1.25)
    expect((one.moved - first) / 10).toBeGreaterThan(rate * 0.95)
    expect((one.moved - first) / 10).toBeLessThanOrEqual(rate * 1.03)
  })

  test('saves nothing up over a long rest', async () => {
    bucket.setRate(100_000)
    await clock.pass(3_600_000)
    const one = mover()
    await clock.pass(1_000)
    one.stop()
    expect(one.moved).toBeLessThanOrEqual(125_000)
  })

  test('is shared evenly, whoever came first and whoever asks for more', async () => {
    bucket.setRate(400_000)
    const movers = [mover(256 * 1024), mover(32 * 1024), mover(64 * 1024), mover()]
    await clock.pass(10_000)
    for (const one of movers) {
      one.stop()
      expect(one.moved).toBeGreaterThan(90_000 * 10)
      expect(one.moved).toBeLessThan(115_000 * 10)
    }
  })

  test('serves each of many every second, even a low one', async () => {
    bucket.setRate(10_000)
    const movers = Array.from({ length: 16 }, () => mover())
    await clock.pass(2_000)
    for (const one of movers) {
      one.stop()
      expect(one.moved).toBeGreaterThan(0)
    }
  })

  test('can be changed and lifted while bytes wait', async () => {
    bucket.setRate(10_000)
    const one = mover()
    await clock.pass(5_000)
    const slow = one.moved
    bucket.setRate(1_000_000)
    await clock.pass(5_000)
    const faster = one.moved - slow
    expect(faster).toBeGreaterThan(4_500_000)
    one.stop()
    const waiting = [bucket.take(500_000), bucket.take(500_000), bucket.take(500_000)]
    bucket.setRate(0)
    expect(await waiting[2]).toBe(500_000)
  })

  test('lets go of who does not want to wait any more, and costs the others nothing', async () => {
    bucket.setRate(10_000)
    await clock.pass(1_000)
    const controller = new AbortController()
    while (typeof bucket.take(500) === 'number');
    const waiting = bucket.take(5_000, controller.signal)
    controller.abort(new Error('paused'))
    await expect(waiting).rejects.toThrow('paused')
    await expect(async () => bucket.take(5_000, controller.signal)).rejects.toThrow('paused')
    const one = mover()
    await clock.pass(1_000)
    one.stop()
    expect(one.moved).toBeGreaterThan(9_000)
  })
})
