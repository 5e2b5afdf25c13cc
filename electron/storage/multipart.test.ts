import { expect, test } from 'vitest'
import { partSizeFor } from './multipart.ts'

const MiB = 1024 ** 2
const GiB = 1024 ** 3

test('parts are 8 MiB as long as 10,000 of them are enough', () => {
  expect(partSizeFor(9 * MiB)).toBe(8 * MiB)
  expect(partSizeFor(78 * GiB)).toBe(8 * MiB)
})

test.each([79 * GiB, 1024 * GiB, 5 * 1024 * GiB])('%i bytes fit into 10,000 parts', size => {
  const partSize = partSizeFor(size)
  expect(Math.ceil(size / partSize)).toBeLessThanOrEqual(10_000)
  expect(partSize % MiB).toBe(0)
})
