import { expect, test } from 'vitest'
import { moveInQueue } from './queue-order.ts'

/** The order of four transfers after one of them was moved. */
function after(id: string, to: Parameters<typeof moveInQueue>[2]): string {
  const queue = ['a', 'b', 'c', 'd'].map((name, at) => ({ transfer: { id: name }, rank: at * 10 }))
  moveInQueue(queue.toReversed(), id, to)
  const sorted = queue.sort((a, b) => a.rank - b.rank)
  return sorted.map(({ transfer }) => transfer.id).join('')
}

test('a transfer moves by one, or before or behind all others', () => {
  expect(after('c', 'up')).toBe('acbd')
  expect(after('c', 'down')).toBe('abdc')
  expect(after('c', 'top')).toBe('cabd')
  expect(after('b', 'bottom')).toBe('acdb')
})

test('there is nothing before the first and behind the last', () => {
  expect(after('a', 'up')).toBe('abcd')
  expect(after('d', 'down')).toBe('abcd')
  expect(after('gone', 'up')).toBe('abcd')
})
