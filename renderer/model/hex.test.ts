import { expect, test } from 'vitest'
import { hexLine, parseOffset } from './hex.ts'

test('a line of bytes reads as xxd writes it', () => {
  const bytes = new TextEncoder().encode('Hi \x00\x7f~ there, you!').subarray(0, 16)
  expect(hexLine(bytes, 0x1f0, 8)).toEqual({
    offset: '000001f0',
    hex: '48 69 20 00 7f 7e 20 74  68 65 72 65 2c 20 79 6f',
    ascii: 'Hi ..~ there, yo',
  })
})

test('an offset is taken in hexadecimal and decimal, up to the largest object', () => {
  expect(parseOffset('0x1F')).toBe(31)
  expect(parseOffset('1fh')).toBe(31)
  expect(parseOffset('5,497,558,138,880')).toBe(5 * 2 ** 40)
  expect(parseOffset('beef')).toBeUndefined()
  expect(parseOffset('')).toBeUndefined()
})
