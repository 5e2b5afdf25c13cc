import { expect, test } from 'vitest'
import { prefixOf } from './context.ts'

test.each([
  ['', undefined, ''],
  ['', '', ''],
  ['', 'a', 'a/'],
  ['', 'a/b/', 'a/b/'],
  ['root', undefined, 'root/'],
  ['root/', 'a', 'root/a/'],
  ['', 'a//', 'a//'],
  ['', '/', '/'],
])('below the root “%s”, the context %j is the prefix “%s”', (root, context, prefix) => {
  expect(prefixOf(root, context)).toBe(prefix)
})
