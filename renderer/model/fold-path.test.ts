import { expect, test } from 'vitest'
import { foldPath } from './fold-path.ts'

const deep = ['reports', 'weather', 'readings', 'stations', 'harbour', '2026']

test('a path that fits is shown whole', () => {
  expect(shown(deep, 800)).toEqual(deep)
  expect(shown(['reports'], 40)).toEqual(['reports'])
  expect(shown(['reports', 'weather'], 40)).toEqual(['reports', 'weather'])
})

test('folders fold away between the bucket and the place itself', () => {
  expect(shown(deep, 400)).toEqual(deep.filter(name => name !== 'weather'))
  expect(shown(deep, 300)).toEqual(['reports', 'harbour', '2026'])
})

test('with little room the bucket folds too, and the last two stay if they can', () => {
  expect(shown(deep, 200)).toEqual(['harbour', '2026'])
  expect(shown(deep, 10)).toEqual(['2026'])
  expect(shown(['reports', 'weather', 'readings'], 200)).toEqual(['weather', 'readings'])
})

function shown(names: readonly string[], width: number): string[] {
  const { from, to } = foldPath(names, width)
  return names.filter((_, index) => index < from || index >= to)
}

test('where there is no room even for what is around it, only the place itself is named', () => {
  const names = ['photos', '2025', 'Coast walk']
  expect(foldPath(names, 182)).toEqual({ from: 0, to: 1 })
  expect(foldPath(names, 165)).toEqual({ from: 0, to: 2 })
})
