import { expect, test } from 'vitest'
import { readTable } from './read-table.ts'

test('separated values become rows, whatever separates them', () => {
  expect(readTable('name;size\n"a;b";1\nc;2\n', true)).toEqual({
    columns: ['name', 'size'],
    rows: [
      ['a;b', '1'],
      ['c', '2'],
    ],
    delimiter: ';',
  })
  expect(readTable('a\tb\n1\t2\n', true).delimiter).toBe('\t')
})

test('a first row of numbers is a row, not names', () => {
  const { columns, rows } = readTable('1,2\n3,4\n', true)
  expect(columns).toEqual(['Column 1', 'Column 2'])
  expect(rows).toHaveLength(2)
})

test('a formula is text, and the last row of a part is left out', () => {
  const { rows } = readTable('a,b\n=cmd|calc,1\nx,', false)
  expect(rows).toEqual([['=cmd|calc', '1']])
})
