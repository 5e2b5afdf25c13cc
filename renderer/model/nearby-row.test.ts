import { describe, expect, test } from 'vitest'
import { nearbyRow, shiftInSight } from './nearby-row.ts'

const rowsOf = (ids: readonly (string | undefined)[]) => ({ idAt: (index: number) => ids[index] })
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `key-${from + index}`)

test('a row is found above and below where it stood, and not where nothing is at hand', () => {
  const rows = rowsOf([undefined, ...numbered(1, 400)])
  expect(nearbyRow(rows, 'key-20', 20)).toBe(20)
  expect(nearbyRow(rows, 'key-20', 90)).toBe(20)
  expect(nearbyRow(rows, 'key-90', 20)).toBe(90)
  expect(nearbyRow(rows, 'key-0', 0)).toBeUndefined()
  expect(nearbyRow(rows, 'key-20', 300)).toBeUndefined()
})

describe('what is in sight', () => {
  const before = rowsOf(numbered(0, 100))
  const sight = { first: 50, last: 70 }

  test('moves down by what comes above it, and up by what goes', () => {
    const more = rowsOf(['a', 'b', ...numbered(0, 100)])
    expect(shiftInSight(before, more, sight)).toBe(2)
    expect(shiftInSight(before, rowsOf(numbered(7, 100)), sight)).toBe(-7)
  })

  test('stays for what comes and goes below', () => {
    const other = rowsOf([...numbered(0, 80), 'new', ...numbered(90, 100)])
    expect(shiftInSight(before, other, sight)).toBe(0)
  })

  test('goes by the next row when the uppermost is gone', () => {
    const without = rowsOf(['new', ...numbered(0, 50), ...numbered(52, 100)])
    expect(shiftInSight(before, without, sight)).toBe(-1)
  })

  test('is not known when it is another part of the rows that is at hand', () => {
    const far = rowsOf([...Array.from({ length: 500 }, () => undefined), ...numbered(0, 100)])
    expect(shiftInSight(before, far, sight)).toBeUndefined()
  })
})
