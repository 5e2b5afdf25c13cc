import { describe, expect, test } from 'vitest'
import {
  countSelected,
  isSelected,
  NOTHING_SELECTED,
  type RowSelection,
  rowForKey,
  rowsToFollow,
  type SelectionAction,
  select,
  selectedRows,
} from './selection.ts'

const having = (...actions: SelectionAction[]): RowSelection =>
  actions.reduce(select, NOTHING_SELECTED)
const rows = (selection: RowSelection) => selectedRows(selection, 1000)

describe('a selection', () => {
  test('a click takes one row and lets the others go', () => {
    expect(rows(having({ type: 'pick', row: 3 }, { type: 'pick', row: 5 }))).toEqual([5])
  })

  test('ctrl-click puts rows in and takes them out, also from the middle of a range', () => {
    const range = having({ type: 'pick', row: 2 }, { type: 'extend', row: 6, add: false })
    const hole = select(range, { type: 'toggle', row: 4 })
    expect(rows(hole)).toEqual([2, 3, 5, 6])
    expect(select(hole, { type: 'toggle', row: 4 }).ranges).toEqual([{ from: 2, to: 7 }])
  })

  test('shift goes from the anchor, in both directions, and turns around', () => {
    const down = having({ type: 'pick', row: 5 }, { type: 'extend', row: 8, add: false })
    expect(rows(down)).toEqual([5, 6, 7, 8])
    const up = select(down, { type: 'extend', row: 3, add: false })
    expect(rows(up)).toEqual([3, 4, 5])
    expect(up.focus).toBe(3)
  })

  test('ctrl and an arrow key move the keyboard alone; space then puts its row in', () => {
    const moved = having({ type: 'pick', row: 2 }, { type: 'focus', row: 4 })
    expect(rows(moved)).toEqual([2])
    expect(moved).toMatchObject({ focus: 4, anchor: 2 })
    expect(rows(select(moved, { type: 'toggle', row: 4 }))).toEqual([2, 4])
  })

  test('inverting is told in ranges, also of ten million rows, and twice is nothing', () => {
    const some = having(
      { type: 'pick', row: 0 },
      { type: 'toggle', row: 5 },
      { type: 'toggle', row: 9_999_999 },
    )
    const inverted = select(some, { type: 'invert', total: 10_000_000 })
    expect(inverted.ranges).toEqual([
      { from: 1, to: 5 },
      { from: 6, to: 9_999_999 },
    ])
    expect(select(inverted, { type: 'invert', total: 10_000_000 }).ranges).toEqual(some.ranges)
    expect(select(NOTHING_SELECTED, { type: 'invert', total: 0 }).ranges).toEqual([])
  })

  test('all ten million rows are one range', () => {
    const all = having({ type: 'all', total: 10_000_000 })
    expect(all.ranges).toHaveLength(1)
    expect(countSelected(all)).toBe(10_000_000)
    expect(isSelected(all, 9_999_999)).toBe(true)
    expect(selectedRows(all, 1000)).toBeUndefined()
  })

  test('letting go keeps the place of the keyboard', () => {
    const clear = having({ type: 'pick', row: 7 }, { type: 'clear' })
    expect(rows(clear)).toEqual([])
    expect(clear.focus).toBe(7)
  })

  test('follows its rows when the listing changes under it', () => {
    const two = having({ type: 'pick', row: 1 }, { type: 'toggle', row: 4 })
    expect(rowsToFollow(two).toSorted()).toEqual([1, 4])
    const moved = select(two, {
      type: 'relocate',
      moved: new Map([
        [1, 2],
        [4, 9],
      ]),
    })
    expect(rows(moved)).toEqual([2, 9])
    expect(moved.focus).toBe(9)
  })

  test('drops rows that are gone rather than select their neighbours', () => {
    const three = having({ type: 'pick', row: 1 }, { type: 'extend', row: 3, add: false })
    const moved = select(three, {
      type: 'relocate',
      moved: new Map([
        [1, 1],
        [3, 2],
      ]),
    })
    expect(rows(moved)).toEqual([1, 2])
  })

  test('a long range is followed by its two ends', () => {
    const long = having({ type: 'pick', row: 100 }, { type: 'extend', row: 5000, add: false })
    expect(rowsToFollow(long)).toEqual([100, 5000])
    const ends = new Map([
      [100, 110],
      [5000, 5010],
    ])
    expect(select(long, { type: 'relocate', moved: ends }).ranges).toEqual([
      { from: 110, to: 5011 },
    ])
  })
})

describe('the keyboard', () => {
  const at = (focus: number) => ({ focus, total: 50, pageRows: 10 })
  test('moves by rows and pages and stops at the ends', () => {
    expect(rowForKey('ArrowDown', at(-1))).toBe(0)
    expect(rowForKey('ArrowDown', at(49))).toBe(49)
    expect(rowForKey('ArrowUp', at(-1))).toBe(49)
    expect(rowForKey('PageDown', at(45))).toBe(49)
    expect(rowForKey('PageUp', at(3))).toBe(0)
    expect(rowForKey('End', at(0))).toBe(49)
    expect(rowForKey('x', at(0))).toBeUndefined()
    expect(rowForKey('End', { focus: -1, total: 0, pageRows: 10 })).toBeUndefined()
  })
})
