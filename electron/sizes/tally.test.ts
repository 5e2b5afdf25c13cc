import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Tally } from './tally.ts'

const object = fc.record({
  key: fc.string({ minLength: 1 }),
  size: fc.nat(),
  modified: fc.nat(),
  storageClass: fc.constantFrom('STANDARD', 'GLACIER', 'STANDARD_IA'),
})

test('a tally is what all of them together say, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(object), objects => {
      const tally = new Tally()
      for (const one of objects) tally.add('b', one)
      const { classes, largest, newest, oldest, ...sums } = tally.report()
      const bytes = objects.reduce((sum, { size }) => sum + size, 0)
      expect(sums).toEqual({ objects: objects.length, bytes })
      expect(classes.reduce((sum, one) => sum + one.bytes, 0)).toBe(bytes)
      expect(classes.reduce((sum, one) => sum + one.objects, 0)).toBe(objects.length)
      const sizes = objects.map(({ size }) => size).sort((a, b) => b - a)
      expect(largest.map(({ size }) => size)).toEqual(sizes.slice(0, 5))
      const times = objects.map(({ modified }) => modified).filter(time => time > 0)
      expect(newest?.modified).toBe(times.length > 0 ? Math.max(...times) : undefined)
      expect(oldest?.modified).toBe(times.length > 0 ? Math.min(...times) : undefined)
    }),
    { seed: 7 },
  )
})
