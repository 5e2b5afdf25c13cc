import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ChunkedOptions, decodeAwsChunked } from './aws-chunked.ts'

const TRAILER = 'x-amz-checksum-crc32:y/Q5Jg=='

test('a body comes back whole, however the network cut it', async () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 50 })
  const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 90 }), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(chunks, cuts, async (chunks, cuts) => {
      const whole = Buffer.concat(chunks)
      const framed = Buffer.concat(
        [
          ...chunks.flatMap(chunk => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n']),
          `0\r\n${TRAILER}\r\n\r\n`,
        ].map(piece => Buffer.from(piece as string)),
      )
      const { bytes, trailers } = await decode(inPieces(framed, cuts), {
        trailer: true,
        decodedLength: whole.length,
      })
      expect(bytes).toEqual(whole)
      expect(trailers.get('x-amz-checksum-crc32')).toBe('y/Q5Jg==')
    }),
    { seed: 3, numRuns: 200 },
  )
})

test.each([
  ['ends in the middle of a chunk', '5\r\nhel', 'IncompleteBody'],
  ['ends before the last chunk', '5\r\nhello\r\n', 'IncompleteBody'],
  ['holds less than it promised', '4\r\nhell\r\n0\r\n\r\n', 'IncompleteBody'],
  ['holds more than it promised', '6\r\nhello!\r\n0\r\n\r\n', 'IncompleteBody'],
  ['has a chunk longer than its size', '5\r\nhello!\r\n0\r\n\r\n', 'InvalidRequest'],
  ['has a size that is no number', 'five\r\nhello\r\n0\r\n\r\n', 'InvalidRequest'],
  [
    'has a trailer nobody announced',
    `5\r\nhello\r\n0\r\n${TRAILER}\r\n\r\n`,
    'MalformedTrailerError',
  ],
])('a body that %s is refused', async (_, text, code) => {
  const options = { trailer: false, decodedLength: 5 }
  await expect(decode(inPieces(Buffer.from(text), [3]), options)).rejects.toMatchObject({ code })
})

async function decode(source: AsyncIterable<Buffer>, options: ChunkedOptions) {
  const trailers = new Map<string, string>()
  const pieces: Buffer[] = []
  for await (const piece of decodeAwsChunked(source, options, trailers)) {
    pieces.push(Buffer.from(piece))
  }
  return { bytes: Buffer.concat(pieces), trailers }
}

async function* inPieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0
  for (let turn = 0; at < bytes.length; turn++) {
    const length = cuts[turn % cuts.length] ?? 1
    yield bytes.subarray(at, at + length)
    at += length
  }
}
