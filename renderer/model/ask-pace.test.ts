import { describe, expect, test } from 'vitest'
import { askDelay } from './ask-pace.ts'
import type { Sight } from './nearby-row.ts'

const FRAME_MS = 16
const ROWS = 30

/**
 * Scrolls frame by frame from row to row, then rests. Tells when rows were asked for, in
 * milliseconds, and the first of them.
 */
function asked(firsts: readonly number[]): { at: number; first: number }[] {
  const found: { at: number; first: number }[] = []
  let before: Sight = { first: 0, last: ROWS }
  let last = Number.NEGATIVE_INFINITY
  let due: number | undefined
  const ask = (at: number) => {
    last = at
    due = undefined
    found.push({ at, first: before.first })
  }
  firsts.forEach((first, frame) => {
    const now = frame * FRAME_MS
    if (due !== undefined && due <= now) ask(due)
    const sight = { first, last: first + ROWS }
    const delay = askDelay(before, sight, now - last)
    before = sight
    due = now + delay
    if (delay <= 0) ask(now)
  })
  if (due !== undefined) ask(due)
  return found
}

const steps = (count: number, size: number) =>
  Array.from({ length: count }, (_, index) => (index + 1) * size)

describe('rows are asked for', () => {
  test('at once, when one looks somewhere else after a while', () => {
    expect(asked([5000])).toEqual([{ at: 0, first: 5000 }])
    expect(asked([3])).toEqual([{ at: 0, first: 3 }])
  })

  test('five times a second while one scrolls on, and where it ends', () => {
    const second = asked(steps(63, 3))
    expect(second.length).toBeGreaterThanOrEqual(5)
    expect(second.length).toBeLessThanOrEqual(7)
    expect(second.at(-1)?.first).toBe(63 * 3)
    const gaps = second.slice(1).map(({ at }, index) => at - (second[index]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200)
  })

  test('now and then while a bar is dragged far, and as soon as it rests', () => {
    const drag = asked(steps(63, 4000))
    expect(drag.length).toBeLessThanOrEqual(4)
    expect(drag.at(-1)).toEqual({ at: 62 * FRAME_MS + 80, first: 63 * 4000 })
  })

  test('up and down alike', () => {
    const up = steps(63, -4000).map(first => 300_000 + first)
    expect(asked(up).map(({ at }) => at)).toEqual(asked(steps(63, 4000)).map(({ at }) => at))
  })
})

test('a jump ends where the rows before are out of sight, and not sooner', () => {
  const before = { first: 100, last: 130 }
  expect(askDelay(before, { first: 129, last: 159 }, 50)).toBe(150)
  expect(askDelay(before, { first: 130, last: 160 }, 50)).toBe(80)
  expect(askDelay(before, { first: 71, last: 101 }, 50)).toBe(150)
  expect(askDelay(before, { first: 70, last: 100 }, 50)).toBe(80)
  expect(askDelay(before, { first: 70, last: 100 }, 500)).toBe(0)
})
