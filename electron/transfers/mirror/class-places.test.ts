import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MirrorClass } from '#shared/mirror.ts'
import { ClassPlaces } from './class-places.ts'

test('every name of a class is found from its place, after few others', () => {
  const classes = fc.array(fc.constantFrom(...MirrorClass.options), { maxLength: 4000 })
  fc.assert(
    fc.property(classes, all => {
      const places = new ClassPlaces()
      for (const [number, name] of all.entries()) places.add(name, number)
      for (const name of MirrorClass.options) {
        const numbers = all.flatMap((one, number) => (one === name ? [number] : []))
        for (let place = 0; place < numbers.length; place += 97) {
          const { number, pass } = places.find(name, place)
          expect(numbers.filter(one => one >= number)[pass]).toBe(numbers[place])
          expect(pass).toBeLessThan(1024)
        }
      }
    }),
    { seed: 12, numRuns: 20 },
  )
})

test('names that change their class are found in the new one', () => {
  const places = new ClassPlaces()
  for (let number = 0; number < 3000; number += 1) places.add('extra', number)
  places.move('extra', 'left-out', 1, 1024)
  expect(places.find('extra', 1024)).toEqual({ number: 2048, pass: 0 })
  expect(places.find('left-out', 5)).toEqual({ number: 1024, pass: 5 })
})
