import { expect, test } from 'vitest'
import { AWS_PRICES, DEFAULT_PREFLIGHT, estimatePrice, isLarge } from './preflight.ts'

test('a job is large by its objects or by its bytes, and always where that is wanted', () => {
  expect(isLarge({ items: 1000, bytes: 5 }, DEFAULT_PREFLIGHT)).toBe(false)
  expect(isLarge({ items: 1001 }, DEFAULT_PREFLIGHT)).toBe(true)
  expect(isLarge({ items: 1, bytes: 11 * 1024 ** 3 }, DEFAULT_PREFLIGHT)).toBe(true)
  expect(isLarge({ items: 1 }, { ...DEFAULT_PREFLIGHT, when: 'always' })).toBe(true)
})

test('traffic out is what a download costs, storage what an upload does', () => {
  const requests = { writes: 1000, reads: 10_000, deletes: 500 }
  const job = { bytes: 100e9, requests }
  const down = estimatePrice({ kind: 'download', ...job }, AWS_PRICES)
  expect(down.once).toBeCloseTo(9 + 0.005 + 0.004)
  expect(down.monthly).toBe(0)
  const up = estimatePrice({ kind: 'upload', ...job }, AWS_PRICES)
  expect(up.once).toBeCloseTo(0.009)
  expect(up.monthly).toBeCloseTo(2.3)
  expect(estimatePrice({ kind: 'delete', ...job }, AWS_PRICES).monthly).toBe(0)
})
