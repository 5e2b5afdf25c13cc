import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CELL_MARGIN, cellForKey, cellLayout, cellsIn, rowsIn } from './cells.ts'

const move = (key: string, focus: number, total = 10, perLine = 4) =>
  cellForKey(key, { focus, total, perLine, pageLines: 2 })

describe('cells', () => {
  test('fill the width, as many as fit and never fewer than one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(10_000_000), (width, total) => {
        const { perLine, lines, cellWidth } = cellLayout(width, total, 'medium')
        expect(perLine).toBeGreaterThanOrEqual(1)
        expect(lines * perLine).toBeGreaterThanOrEqual(total)
        expect((lines - 1) * perLine).toBeLessThan(Math.max(1, total))
        if (width > 200) expect(perLine * cellWidth).toBeCloseTo(width - 2 * CELL_MARGIN)
      }),
      { seed: 7 },
    )
  })

  test('are walked through in two dimensions', () => {
    expect(move('ArrowRight', 3)).toBe(4)
    expect(move('ArrowLeft', 4)).toBe(3)
    expect(move('ArrowDown', 1)).toBe(5)
    expect(move('ArrowUp', 5)).toBe(1)
    expect(move('ArrowUp', 1)).toBe(1)
    expect(move('PageDown', 1)).toBe(9)
    expect(move('PageUp', 9)).toBe(1)
    expect(move('PageUp', 6)).toBe(2)
    expect(move('End', 1)).toBe(9)
  })

  test('of a shorter last line are reached from above, and left alone from within', () => {
    expect(move('ArrowDown', 7)).toBe(9)
    expect(move('ArrowDown', 8)).toBe(8)
  })

  test('have no neighbor where there is none', () => {
    expect(move('ArrowDown', -1, 0)).toBeUndefined()
    expect(move('ArrowRight', 9)).toBe(9)
    expect(move('a', 1)).toBeUndefined()
  })
})

describe('a rectangle', () => {
  const layout = cellLayout(136 * 4 + 2 * CELL_MARGIN, 10, 'medium')
  const at = (column: number, line: number) => ({
    x: CELL_MARGIN + (column + 0.5) * layout.cellWidth,
    y: (line + 0.5) * layout.cellHeight,
  })
  const area = (a: { x: number; y: number }, b: { x: number; y: number }) => ({
    left: Math.min(a.x, b.x),
    right: Math.max(a.x, b.x),
    top: Math.min(a.y, b.y),
    bottom: Math.max(a.y, b.y),
  })

  test('takes the cells it touches, line by line', () => {
    expect(cellsIn(layout, area(at(1, 0), at(2, 1)))).toEqual([
      { from: 1, to: 3 },
      { from: 5, to: 7 },
    ])
  })

  test('over whole lines is one range, however many they are', () => {
    expect(cellsIn(layout, area(at(0, 0), at(3, 2)))).toEqual([{ from: 0, to: 10 }])
  })

  test('in the gap of the last line takes nothing', () => {
    expect(cellsIn(layout, area(at(2, 2), at(3, 2)))).toEqual([])
  })

  test('over a list takes its rows from top to bottom', () => {
    expect(rowsIn(100, 28, { left: 0, right: 1, top: -50, bottom: 57 })).toEqual([
      { from: 0, to: 3 },
    ])
    expect(rowsIn(2, 28, { left: 0, right: 1, top: 100, bottom: 200 })).toEqual([])
  })
})
