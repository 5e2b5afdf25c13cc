import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_ROWS } from '#shared/listing.ts'
import { rowWindow } from './row-window.ts'

describe('the rows that are asked for', () => {
  test('reach beyond what is in sight, both ways', () => {
    expect(rowWindow(0, 30)).toEqual({ from: 0, to: 200 })
    expect(rowWindow(250, 290)).toEqual({ from: 100, to: 400 })
  })

  test('are the same after a small scroll', () => {
    expect(rowWindow(210, 250)).toEqual(rowWindow(230, 270))
  })

  test('hold what is in sight and never more than one request may have', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 200 }), (first, count) => {
        const { from, to } = rowWindow(first, first + count)
        expect(from).toBeLessThanOrEqual(first)
        expect(to).toBeGreaterThanOrEqual(first + count)
        expect(to - from).toBeLessThanOrEqual(MAX_ROWS)
      }),
      { seed: 11 },
    )
  })
})
