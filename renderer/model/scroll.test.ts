import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  elementHeight,
  isScaled,
  MAX_ELEMENT_HEIGHT,
  offsetAt,
  offsetToReveal,
  rowsInSight,
  rowTop,
  scrollTopAt,
} from './scroll.ts'

const short = { total: 1000, rowHeight: 28, viewport: 600 }
const long = { total: 10_000_000, rowHeight: 28, viewport: 600 }

describe('scrolling', () => {
  test('a listing that fits in an element scrolls pixel by pixel', () => {
    expect(isScaled(short)).toBe(false)
    expect(elementHeight(short)).toBe(28_000)
    expect(offsetAt(short, 1234)).toBe(1234)
    expect(rowTop(short, 500, 40)).toBe(1120)
  })

  test('the last of ten million rows is in sight at the end of the scroll bar', () => {
    const end = elementHeight(long) - long.viewport
    expect(elementHeight(long)).toBe(MAX_ELEMENT_HEIGHT)
    const offset = offsetAt(long, end)
    expect(rowsInSight(long, offset, 0).to).toBe(10_000_000)
    const bottom = rowTop(long, offset, 9_999_999) + long.rowHeight
    expect(bottom).toBeCloseTo(elementHeight(long), 3)
  })

  test('any row of ten million can be brought into sight', () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), fc.nat(9_999_999), (row, from) => {
        const offset = offsetToReveal(long, from * long.rowHeight, row)
        const sight = rowsInSight(long, offset, 0)
        expect(row).toBeGreaterThanOrEqual(sight.from)
        expect(row).toBeLessThan(sight.to)
        const top = rowTop(long, offset, row) - scrollTopAt(long, offset)
        expect(top).toBeGreaterThanOrEqual(-0.01)
        expect(top + long.rowHeight).toBeLessThanOrEqual(long.viewport + 0.01)
      }),
      { seed: 7 },
    )
  })

  test('a row that is in sight does not move the listing', () => {
    expect(offsetToReveal(short, 280, 12)).toBe(280)
  })

  test('a listing shorter than the window does not scroll', () => {
    const few = { total: 3, rowHeight: 28, viewport: 600 }
    expect(offsetAt(few, 50)).toBe(0)
    expect(rowsInSight(few, 0, 5)).toEqual({ from: 0, to: 3 })
    expect(rowsInSight({ ...few, total: 0 }, 0, 5)).toEqual({ from: 0, to: 0 })
  })
})
