import { expect, test, vi } from 'vitest'
import { BufferPool } from './buffer-pool.ts'

const MiB = 1024 * 1024

test('memory that was given back is used again by who wants as much or a little less', () => {
  const pool = new BufferPool()
  const first = pool.take(8 * MiB)
  const second = pool.take(8 * MiB)
  expect(second.buffer).not.toBe(first.buffer)
  pool.release(first)
  const shorter = pool.take(6 * MiB + 5)
  expect([shorter.buffer, shorter.length]).toEqual([first.buffer, 6 * MiB + 5])
  pool.release(shorter)
  const whole = pool.take(8 * MiB)
  expect([whole.buffer, whole.length]).toEqual([first.buffer, 8 * MiB])
})

test.each([
  [2 * MiB, 16 * MiB],
  [16 * MiB, 2 * MiB],
])('what is of no use for who comes next does not lie about beside it', (kept, wanted) => {
  const pool = new BufferPool()
  const useless = pool.take(kept)
  pool.release(useless)
  pool.release(pool.take(wanted))
  expect(pool.take(kept).buffer).not.toBe(useless.buffer)
})

test('nothing is kept for long', () => {
  vi.useFakeTimers()
  const pool = new BufferPool()
  const buffer = pool.take(8 * MiB)
  pool.release(buffer)
  vi.runAllTimers()
  expect(pool.take(8 * MiB).buffer).not.toBe(buffer.buffer)
  vi.useRealTimers()
})
