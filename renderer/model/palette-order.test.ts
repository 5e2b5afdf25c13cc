import { expect, test } from 'vitest'
import { inOrder, type Rankable } from './palette-order.ts'

const entry = (label: string, more: Partial<Rankable> = {}): Rankable => ({
  label,
  detail: '',
  recency: 0,
  ...more,
})
const labels = (entries: readonly Rankable[], query: string) =>
  inOrder(entries, query).map(one => one.entry.label)

test('without a query what was used lately comes first, what is off last', () => {
  const entries = [
    entry('Back'),
    entry('Up', { recency: 0.5 }),
    entry('Open'),
    entry('Filter', { recency: 1 }),
  ]
  entries.unshift(entry('Delete', { recency: 1, off: 'select something first' }))
  expect(labels(entries, ' ')).toEqual(['Filter', 'Up', 'Back', 'Open', 'Delete'])
})

test('a label counts more than where something is, and what is off less', () => {
  const entries = [
    entry('2026', { detail: 'reports/weather' }),
    entry('reports'),
    entry('Report', { off: 'select something first' }),
  ]
  expect(labels(entries, 'repo')).toEqual(['reports', 'Report', '2026'])
  expect(labels(entries, 'weather 2026')).toEqual(['2026'])
})

test('of two that match alike, the one used lately is first', () => {
  expect(labels([entry('Copy key'), entry('Copy URI', { recency: 1 })], 'copy')).toEqual([
    'Copy URI',
    'Copy key',
  ])
})

test('only letters of the label are marked', () => {
  const [found] = inOrder([entry('2026', { detail: 'weather' })], 'weather 20')
  expect(found?.at).toEqual([0, 1])
})
