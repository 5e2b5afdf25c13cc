import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { etagDigest } from './etag-digest.ts'

const MiB = 1024 * 1024
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest()
const bytes = Buffer.alloc(21 * MiB + 5, 'some bytes ')

/** The ETag that S3 gives to an object that came in parts of a size. */
function inParts(partSize: number): string {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += partSize) {
    parts.push(md5(bytes.subarray(at, at + partSize)))
  }
  return `${md5(Buffer.concat(parts)).toString('hex')}-${parts.length}`
}

function matches(etag: string, of = bytes): boolean {
  const digest = etagDigest(etag, of.length)
  for (let at = 0; at < of.length; at += 777_777) digest.update(of.subarray(at, at + 777_777))
  return digest.matches()
}

test.each([5, 8, 15, 16, 6, 11])('parts of %i MiB are recognised', size => {
  expect(matches(inParts(size * MiB))).toBe(true)
})

test('one MD5 is recognised, and other bytes are not', () => {
  expect(matches(md5(bytes).toString('hex'))).toBe(true)
  const others = Buffer.from(bytes)
  others[15 * MiB] = 0
  expect(matches(md5(bytes).toString('hex'), others)).toBe(false)
  expect(matches(inParts(8 * MiB), others)).toBe(false)
})

test('an ETag that is no MD5 proves nothing', () => {
  expect(matches('')).toBe(false)
  expect(matches('"quoted"')).toBe(false)
  expect(matches(`${'0'.repeat(32)}-0`)).toBe(false)
  expect(matches(inParts(9 * MiB))).toBe(false)
})
