import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzzyMatch } from './fuzzy.ts'

const best = (query: string, texts: readonly string[]) =>
  texts
    .map(text => ({ text, score: fuzzyMatch(query, text)?.score ?? Number.NEGATIVE_INFINITY }))
    .toSorted((a, b) => b.score - a.score)[0]?.text

const LABELS = [
  'Back',
  'Up',
  'Upload files…',
  'Upload a folder…',
  'Download…',
  'New folder…',
  'Delete…',
  'Copy key',
  'Copy AWS CLI command',
  'Keyboard shortcuts',
  'Open the playground',
  'Refresh',
]

test.each([
  ['nf', 'New folder…'],
  ['new', 'New folder…'],
  ['up', 'Up'],
  ['upl', 'Upload files…'],
  ['uf', 'Upload files…'],
  ['folder upload', 'Upload a folder…'],
  ['dl', 'Delete…'],
  ['down', 'Download…'],
  ['cli', 'Copy AWS CLI command'],
  ['key', 'Copy key'],
  ['ks', 'Keyboard shortcuts'],
  ['DELETE', 'Delete…'],
])('“%s” means “%s”', (query, expected) => {
  expect(best(query, LABELS)).toBe(expected)
})

test('what is not there does not match', () => {
  expect(fuzzyMatch('xyz', 'Delete')).toBeUndefined()
  expect(fuzzyMatch('delete xyz', 'Delete')).toBeUndefined()
  expect(fuzzyMatch('etd', 'Delete')).toBeUndefined()
})

test('the letters that match are those of the query, in any text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'C', ' ', '-', 'İ', 'é', '😀') })
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
      const [from, to] = [a % (whole.length + 1), b % (whole.length + 1)].toSorted((x, y) => x - y)
      const word = whole.slice(from, to)
      fc.pre(!/[\sİ]/.test(word) && word.isWellFormed())
      const match = fuzzyMatch(word, whole)
      const letters = match?.at.map(index => whole[index]).join('')
      expect(letters?.toLowerCase()).toBe(word.toLowerCase())
    }),
    { seed: 20261125 },
  )
})
