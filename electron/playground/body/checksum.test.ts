import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHECKSUM_ALGORITHMS, isChecksumValue, joinChecksums, startChecksum } from './checksum.ts'

/** The published check values, of the nine bytes `123456789`. */
const CHECK_VALUES = {
  CRC32: 'cbf43926',
  CRC32C: 'e3069283',
  CRC64NVME: 'ae8b14860a799888',
  MD5: '25f9e794323b453885f5181f1b624d0b',
  SHA1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
  SHA256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
  SHA512:
    'd9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274ad27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85',
  XXHASH64: '8cb841db40e6ae83',
  XXHASH3: '72dcb18b67a17dff',
  XXHASH128: '33119477ede5dcd5e9716427681d5860',
} as const

describe.each(CHECKSUM_ALGORITHMS)('the checksum %s', algorithm => {
  test('gives the published check value', async () => {
    const checksum = startChecksum(algorithm)
    checksum.update(Buffer.from('123456789'))
    expect((await checksum.digest()).toString('hex')).toBe(CHECK_VALUES[algorithm])
  })

  test('does not depend on how the bytes were cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), fc.nat(600), async (bytes, cut) => {
        const whole = startChecksum(algorithm)
        whole.update(bytes)
        const pieces = startChecksum(algorithm)
        pieces.update(bytes.subarray(0, cut))
        pieces.update(bytes.subarray(cut))
        expect(await pieces.digest()).toEqual(await whole.digest())
      }),
      { seed: 1, numRuns: 60 },
    )
  })
})

describe.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)('%s of parts', algorithm => {
  test('join into that of the whole without reading it again', async () => {
    const parts = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(parts, async parts => {
        const joined = await joinChecksums(
          algorithm,
          'FULL_OBJECT',
          await Promise.all(parts.map(part => summed(algorithm, part))),
        )
        const whole = await summed(algorithm, Buffer.concat(parts))
        expect(joined).toEqual({ algorithm, type: 'FULL_OBJECT', value: whole.checksum })
      }),
      { seed: 2, numRuns: 60 },
    )
  })
})

test('a composite is the checksum of the checksums, with the number of parts', async () => {
  const parts = [
    { checksum: 'cbf43926', size: 9 },
    { checksum: '00000000', size: 0 },
  ].map(({ checksum, size }) => ({
    checksum: Buffer.from(checksum, 'hex').toString('base64'),
    size,
  }))
  const outer = await summed('CRC32', Buffer.from('cbf4392600000000', 'hex'))
  expect(await joinChecksums('CRC32', 'COMPOSITE', parts)).toEqual({
    algorithm: 'CRC32',
    type: 'COMPOSITE',
    value: `${outer.checksum}-2`,
  })
})

test('only base64 of the right length is taken for a checksum', () => {
  expect(isChecksumValue('CRC32', 'y/Q5Jg==')).toBe(true)
  expect(isChecksumValue('CRC32', 'y/Q5')).toBe(false)
  expect(isChecksumValue('CRC32', 'not base64!')).toBe(false)
  expect(isChecksumValue('SHA256', 'y/Q5Jg==')).toBe(false)
})

async function summed(algorithm: Parameters<typeof startChecksum>[0], bytes: Uint8Array) {
  const checksum = startChecksum(algorithm)
  checksum.update(bytes)
  return { checksum: (await checksum.digest()).toString('base64'), size: bytes.length }
}
