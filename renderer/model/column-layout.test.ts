import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ColumnSize,
  chosenColumns,
  placeColumns,
  withMoved,
  withToggled,
  withWidth,
} from './column-layout.ts'

const column = (id: string, width: number, drop: number, usual = true): ColumnSize => ({
  id,
  width,
  least: 60,
  usual,
  drop,
})
const ALL = [
  column('name', 300, 0),
  column('size', 100, 1),
  column('modified', 180, 2),
  column('storageClass', 140, 3),
  column('etag', 250, 5, false),
]
const shown = (choices: Parameters<typeof chosenColumns>[1], room: number) =>
  placeColumns(chosenColumns(ALL, choices), room)
const ids = (columns: readonly { id: string }[]) => columns.map(({ id }) => id).join(' ')

describe('columns', () => {
  test('fill the room: the name takes what the others leave', () => {
    const { columns, width } = shown([], 900)
    expect(ids(columns)).toBe('name size modified storageClass')
    expect(width).toBe(900)
    expect(columns[0]?.width).toBe(900 - 100 - 180 - 140)
  })

  test('go away in a narrow window, the least needed first', () => {
    expect(ids(shown([], 560).columns)).toBe('name size modified')
    expect(ids(shown([], 300).columns)).toBe('name size')
    expect(ids(shown([], 200).columns)).toBe('name')
  })

  test('are wider than the room only when the user made them so', () => {
    fc.assert(
      fc.property(
        fc.subarray(ALL.slice(1)),
        fc.option(fc.integer({ min: 60, max: 1600 }), { nil: undefined }),
        fc.integer({ min: 180, max: 3000 }),
        (chosen, wide, room) => {
          const [first, ...rest] = chosen.map(({ id }) => ({ id }))
          const choices = first && wide ? [{ ...first, width: wide }, ...rest] : [{ id: 'name' }]
          const { columns, width } = shown(choices, room)
          expect(columns[0]?.id).toBe('name')
          const owned = columns.some(({ chosenWidth }) => chosenWidth !== undefined)
          if (width > room) expect(owned).toBe(true)
          expect(width).toBeGreaterThanOrEqual(room)
        },
      ),
      { seed: 7 },
    )
  })

  test('that the user made wide push no other one out', () => {
    for (const id of ['name', 'size']) {
      const choices = withWidth(ALL, [], id, 700)
      expect(ids(shown(choices, 720).columns)).toBe(ids(shown([], 720).columns))
      expect(shown(choices, 720).width).toBeGreaterThan(720)
    }
    expect(ids(shown(withWidth(ALL, [], 'name', 700), 300).columns)).toBe('name size')
  })

  test('that the user made narrow leave room for one more', () => {
    expect(ids(shown([], 500).columns)).toBe('name size modified')
    expect(ids(shown(withWidth(ALL, [], 'modified', 80), 500).columns)).toBe(
      'name size modified storageClass',
    )
  })

  test('are chosen, ordered and brought back', () => {
    const added = withToggled(ALL, [], 'etag')
    expect(ids(added)).toBe('name size modified storageClass etag')
    expect(ids(withToggled(ALL, added, 'size'))).toBe('name modified storageClass etag')
    expect(ids(withMoved(ALL, added, 'etag', 'size'))).toBe('name etag size modified storageClass')
    expect(ids(withMoved(ALL, added, 'size', undefined))).toBe(
      'name modified storageClass etag size',
    )
    expect(ids(withMoved(ALL, added, 'name', 'size'))).toBe(ids(added))
    expect(ids(withMoved(ALL, added, 'size', 'name'))).toBe(ids(added))
  })

  test('that another version of Pail knew are left out', () => {
    expect(ids(chosenColumns(ALL, [{ id: 'owner', width: 100 }, { id: 'size' }]))).toBe('name size')
  })
})
