import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterText, nameMatcher, typedFilter } from './name-matcher.ts'

test('what is typed comes back, whatever it looks like', () => {
  const typed = fc.record({
    mode: fc.constantFrom('text', 'glob', 'regex'),
    text: fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('glob:x', 'regex:', 'text:a')),
  })
  fc.assert(
    fc.property(typed, filter => {
      expect(typedFilter(filterText(filter))).toEqual(filter)
    }),
    { seed: 1 },
  )
})

test.each([
  ['PHOTO', 'my photo.jpg', true],
  ['*.jpg', 'a*.jpg', true],
  ['*.jpg', 'a.jpg', false],
  ['glob:*.JPG', 'a.jpg', true],
  ['glob:*.jpg', 'a.jpg.txt', false],
  ['glob:?.txt', '😀.txt', true],
  ['glob:img-[0-3]*', 'img-2x', true],
  ['glob:img-[!0-3]*', 'img-2x', false],
  ['glob:*.{jpg,png}', 'a.PNG', true],
  ['glob:a(b)+.$', 'a(b)+.$', true],
  ['glob:é*', 'École'.normalize('NFC'), true],
  ['glob:[', '[', true],
  ['regex:^a.c$', 'ABC', true],
  ['regex:\\d{4}', 'scan-2026', true],
])('%s and %s: %s', (filter, name, passes) => {
  expect(nameMatcher(filter)(name)).toBe(passes)
})

test('any text is a glob, and matches itself once its stars are filled', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), text => {
      const plain = text.replace(/[[{]/g, '(')
      expect(nameMatcher(`glob:${plain}`)(plain)).toBe(true)
    }),
    { seed: 2 },
  )
})

test('a pattern that is none says what is wrong with it', () => {
  expect(() => nameMatcher('regex:(')).toThrow('not a regular expression')
  expect(() => nameMatcher('regex:(a)\\1')).toThrow('not a regular expression')
})
