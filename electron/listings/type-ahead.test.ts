import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StringColumn } from './string-column.ts'
import { rowStartingWith } from './type-ahead.ts'

test('finds the next name that begins so, in the order of the screen, from the top again', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'A', 'é', 'É', '1', 'K'), maxLength: 4 })
  const names = fc.array(name, { minLength: 1, maxLength: 30 })
  const text = fc.string({ unit: fc.constantFrom('a', 'é', 'k', '1'), minLength: 1, maxLength: 2 })
  fc.assert(
    fc.property(names, text, fc.nat({ max: 40 }), (all, typed, from) => {
      const column = new StringColumn()
      for (const one of all) column.push(one)
      const order = Uint32Array.from(all.keys()).reverse()
      const shown = all.toReversed().map(one => one.toLowerCase())
      const begins = (one: string) => one.startsWith(typed)
      const start = from % all.length
      const next = shown.findIndex((one, at) => at >= start && begins(one))
      const expected = next === -1 ? shown.findIndex(begins) : next
      expect(rowStartingWith(column, order, typed, start) ?? -1).toBe(expected)
    }),
    { seed: 5, numRuns: 300 },
  )
})
