import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  elementHeight,
  isScaled,
  MAX_ELEMENT_HEIGHT,
  offsetAt,
  offsetToReveal,
  rowsToDraw,
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
    expect(rowsToDraw(long, offset).to).toBe(10_000_000)
    const bottom = rowTop(long, offset, 9_999_999) + long.rowHeight
    expect(bottom).toBeCloseTo(elementHeight(long), 3)
  })

  test('any row of ten million can be brought into sight', () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), fc.nat(9_999_999), (row, from) => {
        const offset = offsetToReveal(long, from * long.rowHeight, row)
        const sight = rowsToDraw(long, offset)
        expect(row).toBeGreaterThanOrEqual(sight.from)
        expect(row).toBeLessThan(sight.to)
        const top = rowTop(long, offset, row) - scrollTopAt(long, offset)
        expect(top).toBeGreaterThanOrEqual(-0.01)
        expect(top + long.rowHeight).toBeLessThanOrEqual(long.viewport + 0.01)
      }),
      { seed: 7 },
    )
  })

  test('where the browser may scroll ahead of us, some rows more than those in sight are drawn', () => {
    expect(rowsToDraw(short, 280)).toEqual({ from: 2, to: 40 })
    expect(rowsToDraw(long, 280)).toEqual({ from: 10, to: 32 })
  })

  test('rows of a scaled track stand on whole pixels', () => {
    fc.assert(
      fc.property(fc.nat(MAX_ELEMENT_HEIGHT), part => {
        const offset = offsetAt(long, part / 2)
        expect(rowTop(long, offset, 7)).toSatisfy(Number.isInteger)
        expect(scrollTopAt(long, offset)).toSatisfy(Number.isInteger)
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
    expect(rowsToDraw(few, 0)).toEqual({ from: 0, to: 3 })
    expect(rowsToDraw({ ...few, total: 0 }, 0)).toEqual({ from: 0, to: 0 })
  })
})
