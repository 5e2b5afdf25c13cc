import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareKeys } from '#shared/key-order.ts'
import { KeyScale } from './key-scale.ts'

const DEPTH = 16

/** A scale made from every so many of the keys. */
function scaleOf(keys: readonly string[], start: string, step = 1): KeyScale {
  return new KeyScale(
    keys.filter((_, at) => at % step === 0),
    start,
    DEPTH,
  )
}

const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `img-${String(from + at).padStart(6, '0')}.jpg`)

test.each([
  [1_000, 'img-002000.jpg'],
  [99_000, 'img-100000.jpg'],
  [900_000, 'img-901000.jpg'],
])('%i numbers further is exactly that number', (further, expected) => {
  const keys = numbered(1000, 1000)
  const scale = scaleOf(keys, 'img-', 31)
  const [first = '', last = ''] = [keys[0], keys.at(-1)]
  const one = (scale.value(last) - scale.value(first)) / 999n
  expect(scale.text(scale.value(first) + one * BigInt(further))).toBe(expected)
})

test('what hashes go on with are hex digits', () => {
  const hashes = Array.from({ length: 64 }, (_, at) =>
    ((at * 2_654_435_761) >>> 0).toString(16).padStart(8, '0'),
  )
  const scale = scaleOf(hashes.sort(), '')
  const half = scale.text((scale.value('fffffff') + scale.value('0')) / 2n)
  expect(half).toMatch(/^[78][0-9a-f]{7}$/)
})

test('a name that went on in letters does so to the end of the alphabet', () => {
  const scale = scaleOf(['n/alice', 'n/bob', 'n/carol', 'n/henry'], 'n/')
  expect(scale.text(scale.value('n/z'))).toMatch(/^n\/z/)
  expect(scale.text(scale.value('n/zzzzzzzzzzzz') * 2n)).toBe('n/{')
})

test('a script without runs that are known goes on behind what was seen', () => {
  const scale = scaleOf(['ж1', 'к2', 'л3'], '')
  const text = scale.text(scale.value('л3') + 10n * (scale.value('к') - scale.value('й')))
  expect(compareKeys(text ?? '', 'л3')).toBeGreaterThan(0)
})

describe('whatever keys are made of', () => {
  const unit = fc.constantFrom(
    '0',
    '5',
    '9',
    'a',
    'f',
    'z',
    'A',
    '-',
    '/',
    'é',
    '\u{ffff}',
    '😀',
    '\u0001',
  )
  const keys = fc.uniqueArray(fc.string({ unit, maxLength: 8 }), { minLength: 1, maxLength: 40 })

  test('their values are in their order', () => {
    const property = fc.property(keys, keys, (sampled, others) => {
      const scale = scaleOf(sampled, '')
      const values = [...sampled, ...others].sort(compareKeys).map(key => scale.value(key))
      for (const [at, value] of values.entries()) {
        if (at > 0) expect(value >= (values[at - 1] ?? 0n)).toBe(true)
      }
    })
    fc.assert(property, { seed: 2026, numRuns: 500 })
  })

  test('the text of a value has that value, or one close below', () => {
    const property = fc.property(keys, fc.bigInt({ min: 0n, max: 1n << 80n }), (sampled, asked) => {
      const scale = scaleOf(sampled, '')
      const text = scale.text(asked)
      if (text === undefined) return
      expect(text.isWellFormed()).toBe(true)
      const value = scale.value(text)
      expect(value <= asked).toBe(true)
      const next = scale.text(value)
      if (next !== undefined && value < asked) expect(scale.value(next)).toBe(value)
    })
    fc.assert(property, { seed: 7, numRuns: 500 })
  })
})
