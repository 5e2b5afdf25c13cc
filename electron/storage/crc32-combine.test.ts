import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { combineCrc32 } from './crc32-combine.ts'

test('the CRC of pieces is the CRC of the whole, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3000 })), pieces => {
      const known = pieces.map(bytes => ({ crc: crc32(bytes), size: bytes.length }))
      expect(combineCrc32(known)).toBe(crc32(Buffer.concat(pieces)))
    }),
    { seed: 4 },
  )
})
