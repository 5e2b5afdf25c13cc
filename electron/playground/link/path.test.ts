import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Line } from './line.ts'
import { type LinkShape, PLAIN_LINK } from './link-shape.ts'
import { Path } from './path.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Sends for a while over some connections at once; gives the bytes that arrived, and when the first did. */
function carry(shape: Partial<LinkShape>, { paths = 1, seconds = 10 }) {
  const whole = { ...PLAIN_LINK, ...shape }
  const line = new Line(whole.rate)
  let seed = 5
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const start = performance.now()
  let bytes = 0
  let first: number | undefined
  for (let index = 0; index < paths; index += 1) {
    const path = new Path(whole, line, random, arrived => {
      first ??= performance.now() - start
      bytes += arrived.length
    })
    const more = () => path.send(Buffer.alloc(100_000), more)
    path.send(Buffer.alloc(100_000), more)
  }
  vi.advanceTimersByTime(seconds * 1000)
  return { rate: bytes / seconds, first: first ?? Number.NaN }
}

describe('a line', () => {
  test('carries as many bytes a second as it has, however many share it', () => {
    const shape = { rate: 2_000_000, delay: 10 }
    for (const paths of [1, 8]) {
      const { rate } = carry(shape, { paths })
      expect(rate).toBeGreaterThan(1_700_000)
      expect(rate).toBeLessThanOrEqual(2_000_000)
    }
  })

  test('takes its time, and never less than its delay', () => {
    const { first } = carry({ delay: 80, jitter: 40 }, { seconds: 1 })
    expect(first).toBeGreaterThanOrEqual(80)
    expect(first).toBeLessThanOrEqual(121)
  })

  test('that loses packets is slow for one connection and faster for many', () => {
    const shape = { rate: 12_500_000, delay: 10, loss: 0.02 }
    const one = carry(shape, {}).rate
    expect(one).toBeLessThan(1_500_000)
    expect(carry(shape, { paths: 8 }).rate).toBeGreaterThan(one * 5)
  })
})

test('bytes arrive whole and in their order, whatever is lost or late', () => {
  const shape = { ...PLAIN_LINK, rate: 1_000_000, delay: 5, jitter: 50, loss: 0.1 }
  const sent = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251))
  const arrived: Buffer[] = []
  let seed = 9
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const path = new Path(shape, new Line(shape.rate), random, bytes => arrived.push(bytes))
  let isEmpty = false
  // The buffer is used again as soon as it may be.
  const buffer = Buffer.from(sent)
  path.send(buffer, () => {
    buffer.fill(0)
    path.whenEmpty(() => {
      isEmpty = true
    })
  })
  vi.advanceTimersByTime(60_000)
  expect(isEmpty).toBe(true)
  expect(Buffer.concat(arrived).equals(sent)).toBe(true)
})
