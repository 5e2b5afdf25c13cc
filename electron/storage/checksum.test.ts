import { expect, test } from 'vitest'
import { startChecksum } from './checksum.ts'

/** The check values of "123456789" in the catalogue of CRCs, and of the hashes' own standards. */
const known = {
  CRC32: 'y/Q5Jg==',
  CRC32C: '4waSgw==',
  CRC64NVME: 'rosUhgp5mIg=',
  MD5: 'JfnnlDI7RTiF9RgfG2JNCw==',
  SHA1: '98O8HYCOBHMq32eZZczDTKeuNEE=',
  SHA256: 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=',
  SHA512:
    '2eZ2LdHI6vbWGzxhkvxAjU1tXxF20MKRabwk5xw/J0rSf81YEbMT1oH35V7ALXPUmclUVba1u1A6z1dPuo/+hQ==',
} as const

test('checksums are those of the standards, however the bytes are cut', () => {
  for (const [algorithm, value] of Object.entries(known)) {
    const checksum = startChecksum(algorithm as keyof typeof known)
    checksum.update(Buffer.from('1234'))
    checksum.update(Buffer.from(''))
    checksum.update(Buffer.from('56789'))
    expect(checksum.value()).toBe(value)
  }
})

test('a checksum does not depend on where the pieces end', () => {
  const bytes = Buffer.from(Array.from({ length: 1000 }, (_, at) => (at * 7919) >>> 3))
  for (const algorithm of ['CRC32', 'CRC32C', 'CRC64NVME'] as const) {
    const whole = startChecksum(algorithm)
    whole.update(bytes)
    const expected = whole.value()
    for (const size of [1, 3, 8, 13, 64]) {
      const pieces = startChecksum(algorithm)
      for (let at = 0; at < bytes.length; at += size) pieces.update(bytes.subarray(at, at + size))
      expect(pieces.value()).toBe(expected)
    }
  }
})
