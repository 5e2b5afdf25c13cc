import { expect, test } from 'vitest'
import { commonFolder } from './location.ts'

test('the innermost folder that holds all keys is found, whatever they are called', () => {
  expect(commonFolder(['a/b/c.txt'])).toBe('a/b/')
  expect(commonFolder(['a/b/c.txt', 'a/b/d.txt'])).toBe('a/b/')
  expect(commonFolder(['a/b/c.txt', 'a/b/d/e.txt', 'a/f.txt'])).toBe('a/')
  expect(commonFolder(['a/b.txt', 'ab/c.txt'])).toBe('')
  expect(commonFolder(['a//b', 'a//c'])).toBe('a//')
  expect(commonFolder(['a//b', 'a/c'])).toBe('a/')
  expect(commonFolder(['a/b/', 'a/b/c'])).toBe('a/')
  expect(commonFolder(['top.txt', 'a/b'])).toBe('')
  expect(commonFolder([])).toBe('')
})
