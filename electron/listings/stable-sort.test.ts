import fc from 'fast-check'
import { expect, test } from 'vitest'
import { finish } from '../turns/slices.ts'
import { sortedBy } from './stable-sort.ts'

const numbers = fc.oneof(
  fc.array(fc.nat({ max: 5 })),
  fc.array(fc.maxSafeInteger()),
  fc.array(fc.integer({ min: -(2 ** 33), max: 2 ** 33 })),
  fc.array(fc.integer({ min: 0, max: 2 ** 32 }).map(seconds => seconds * 1000)),
)

test('rows come by their number, either way, and those alike as they stood', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 3 }), (values, step) => {
      const rows = Uint32Array.from(values.keys())
        .toReversed()
        .filter(row => row % step === 0)
      const value = (row: number) => values[row] ?? 0
      const up = [...rows].toSorted((a, b) => value(a) - value(b))
      const down = [...rows].toSorted((a, b) => value(b) - value(a))
      const sorted = (direction: 'ascending' | 'descending') =>
        Array.from(finish(sortedBy(rows, values.length, value, direction)))
      expect(sorted('ascending')).toEqual(up)
      expect(sorted('descending')).toEqual(down)
    }),
    { seed: 8, numRuns: 400 },
  )
})
