import { expect, test } from 'vitest'
import { withoutOverlap } from './plan.ts'

const location = { profileId: 'p', bucket: 'b', prefix: 'a/' }

test('what is below a chosen folder is not counted twice', () => {
  expect(
    withoutOverlap(location, {
      keys: ['a/x', 'a/b/y', 'a/b', 'a/x', 'a/bc/z', 'a/b/'],
      prefixes: ['a/b/c/', 'a/b/', 'a/b0/', 'a/b/'],
    }),
  ).toEqual({ keys: ['a/x', 'a/b', 'a/bc/z'], prefixes: ['a/b/', 'a/b0/'] })
})

test('a prefix that ends no folder would take its neighbours along, and is refused', () => {
  expect(() => withoutOverlap(location, { keys: [], prefixes: ['a/b'] })).toThrow('not part of')
})

test('nothing outside the location is touched', () => {
  expect(() => withoutOverlap(location, { keys: ['b/x'], prefixes: [] })).toThrow('not part of')
  expect(() => withoutOverlap(location, { keys: [], prefixes: [''] })).toThrow('not part of')
})
