import { describe, expect, test } from 'vitest'
import {
  emptySelection,
  type FollowableRows,
  type FollowedSelection,
  followSelection,
  selectIn,
  selectionOn,
} from './followed-selection.ts'
import { type SelectionAction, selectedRows } from './selection.ts'

const PLACE = 'photos'
const rowsOf = (ids: readonly string[], stamp: string): FollowableRows => ({
  total: ids.length,
  stamp,
  idAt: index => ids[index],
  find: async id => (ids.includes(id) ? ids.indexOf(id) : undefined),
})
const choose = (rows: FollowableRows, ...actions: SelectionAction[]): FollowedSelection =>
  actions.reduce((held, action) => selectIn(held, PLACE, rows, action), emptySelection(PLACE, rows))
const namesIn = (held: FollowedSelection, rows: FollowableRows) =>
  selectedRows(held.selection, 1000)?.map(index => rows.idAt(index))

const before = rowsOf(['a', 'b', 'c', 'd'], '1')

describe('a selection, when the rows under it change', () => {
  test('is not for a moment on the neighbour of what was chosen', () => {
    const held = choose(before, { type: 'pick', row: 2 })
    const after = rowsOf(['a', 'aa', 'b', 'c', 'd'], '2')
    expect(namesIn(selectionOn(held, PLACE, after), after)).toEqual(['c'])
    const notAtHand = { ...after, idAt: () => undefined }
    expect(selectionOn(held, PLACE, notAtHand).selection.ranges).toEqual([])
  })

  test('is found again where its entries stand now', async () => {
    const held = choose(before, { type: 'pick', row: 1 }, { type: 'toggle', row: 3 })
    const after = rowsOf(['aa', 'd', 'b'], '2')
    expect(namesIn(await followSelection(held, after), after)).toEqual(['d', 'b'])
  })

  test('stays without a flicker when nothing of it moved', () => {
    const held = choose(before, { type: 'pick', row: 1 })
    const after = rowsOf(['a', 'b', 'c', 'd', 'e'], '2')
    expect(namesIn(selectionOn(held, PLACE, after), after)).toEqual(['b'])
  })

  test('lets go of what is gone', async () => {
    const held = choose(before, { type: 'pick', row: 1 })
    const after = rowsOf(['a', 'c', 'd'], '2')
    expect(namesIn(await followSelection(held, after), after)).toEqual([])
  })

  test('of every row of a few does not take in what comes later', async () => {
    const held = choose(before, { type: 'all', total: 4 })
    const after = rowsOf(['a', 'b', 'new', 'c', 'd'], '2')
    expect(namesIn(await followSelection(held, after), after)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('of a long listing as a whole goes on with it while it is counted', () => {
    const long = rowsOf(
      Array.from({ length: 500 }, (_, index) => `key-${index}`),
      '1',
    )
    const held = choose(long, { type: 'all', total: 500 })
    const longer = rowsOf(
      Array.from({ length: 900 }, (_, index) => `key-${index}`),
      '2',
    )
    expect(namesIn(selectionOn(held, PLACE, longer), longer)).toHaveLength(900)
  })

  test('does not come along to another place', () => {
    const held = choose(before, { type: 'pick', row: 1 })
    expect(selectionOn(held, 'videos', before).selection.ranges).toEqual([])
  })
})
