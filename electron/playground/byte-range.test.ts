import { expect, test } from 'vitest'
import { byteRange } from './byte-range.ts'

test.each([
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=2-5', { start: 2, end: 5 }],
  ['bytes=2-', { start: 2, end: 9 }],
  ['bytes=2-99', { start: 2, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-99', { start: 0, end: 9 }],
])('of ten bytes, %s is a stretch', (header, stretch) => {
  expect(byteRange(header, 10)).toEqual(stretch)
})

test.each([undefined, 'bytes=5-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-', 'bytes=a-b'])(
  '%s is no range, and the whole object is meant',
  header => {
    expect(byteRange(header, 10)).toBeUndefined()
  },
)

test.each([
  ['bytes=10-', 10],
  ['bytes=-0', 10],
  ['bytes=0-0', 0],
])('%s of %i bytes cannot be satisfied', (header, size) => {
  expect(() => byteRange(header, size)).toThrow('not satisfiable')
})
