import { expect, test } from 'vitest'
import { firstUnfolded, jsonRows, readJsonLines, shortJson } from './json-rows.ts'

test('a tree shows what is unfolded, in order', () => {
  const value = { a: [1, { b: 2 }], c: 'x' }
  const names = (expanded: ReadonlySet<object>) => jsonRows(value, expanded).map(row => row.name)
  expect(names(new Set())).toEqual([undefined])
  expect(names(new Set([value]))).toEqual([undefined, 'a', 'c'])
  expect(names(new Set([value, value.a]))).toEqual([undefined, 'a', 0, 1, 'c'])
})

test('a value of any depth can be unfolded', () => {
  const depth = 100_000
  const value = JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown[]
  const expanded = new Set<object>()
  for (let at: unknown = value; Array.isArray(at); at = at[0]) expanded.add(at)
  expect(jsonRows(value, expanded)).toHaveLength(depth)
})

test('at first about a screen is unfolded', () => {
  const wide = { a: { b: 1 }, c: Array.from({ length: 1000 }, (_, index) => index) }
  expect(jsonRows(wide, firstUnfolded(wide)).length).toBeLessThan(60)
  const small = { a: { b: { c: 1 } } }
  expect(jsonRows(small, firstUnfolded(small))).toHaveLength(4)
})

test('a line says in a few letters what it holds', () => {
  expect(shortJson({ a: 1, b: [2], c: { d: 3 } })).toBe('{a: 1, b: […], c: {…}}')
  expect(shortJson([])).toBe('[]')
  expect(shortJson('x'.repeat(10_000)).length).toBeLessThan(1100)
})

test('JSON lines are read one by one, and the last one only when it is whole', () => {
  expect(readJsonLines('{"a":1}\nnot json\n{"b"', false)).toEqual([{ a: 1 }, 'not json'])
  expect(readJsonLines('1\n\n2', true)).toEqual([1, 2])
})
