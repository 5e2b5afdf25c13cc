import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { members, take } from './member.ts'

const streamOf = (...chunks: Uint8Array[]) => Readable.from(chunks, { objectMode: false })

test('a part of a stream is what a slice of the whole would be', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 8 }),
      fc.nat(60),
      fc.integer({ min: 1, max: 60 }),
      async (chunks, from, length) => {
        const whole = Buffer.concat(chunks)
        const taken = await take(streamOf(...chunks), from, length)
        expect([...taken.bytes]).toEqual([...whole.subarray(from, from + length)])
        if (from + length > whole.length) expect(taken.complete).toBe(true)
        if (!taken.complete) expect(whole.length).toBeGreaterThan(from + length)
      },
    ),
    { seed: 5 },
  )
})

test('a bomb without end is decompressed no further than it is looked at', async () => {
  const charge = gzipSync(Buffer.alloc(1024 * 1024))
  let handedOver = 0
  const endless = (function* () {
    for (;;) {
      handedOver += charge.length
      yield charge
    }
  })()
  const source = Readable.from(endless, { objectMode: false })
  const { bytes, complete } = await take(members(source), 0, 100_000)
  expect(bytes.length).toBe(100_000)
  expect(complete).toBe(false)
  expect(handedOver).toBeLessThan(512 * 1024)
})

test('what is missing at the end of a gzip file ends it early; what is wrong fails', async () => {
  const packed = gzipSync('lorem ipsum '.repeat(1000))
  const { bytes } = await take(members(streamOf(packed.subarray(0, 40))), 0, 1000)
  expect(bytes.toString()).toContain('lorem')
  const broken = Buffer.from(packed)
  broken.fill(0xff, 12, 40)
  await expect(take(members(streamOf(broken)), 0, 1000)).rejects.toThrow()
})
