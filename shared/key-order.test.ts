import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareKeys, shortlyBefore } from './key-order.ts'

const key = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('a', '\uffff', '\ue000', '😀', '\u{10ffff}', 'é'),
      fc.string({ maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 5,
  })
  .filter(text => text.isWellFormed() && text !== '')

test('keys compare as their UTF-8 bytes do', () => {
  fc.assert(
    fc.property(key, key, (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(Buffer.from(a).compare(Buffer.from(b)))
    }),
    { seed: 9, numRuns: 2000 },
  )
})

test('what is shortly before a key is before it', () => {
  fc.assert(
    fc.property(key, text => {
      expect(compareKeys(shortlyBefore(text), text)).toBeLessThan(0)
      expect(shortlyBefore(text).isWellFormed() || !text.isWellFormed()).toBe(true)
    }),
    { seed: 10, numRuns: 2000 },
  )
})
