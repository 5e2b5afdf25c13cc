import { expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { ObjectHead } from '#shared/s3.ts'
import { compare, verifyObject } from './verify-object.ts'

const head: ObjectHead = {
  key: 'a.bin',
  size: 10,
  etag: 'e1',
  storageClass: 'STANDARD',
  checksums: [{ algorithm: 'CRC32', value: 'AAAAAA==' }],
  metadata: {},
}
const row = { name: 'a.bin', key: 'a.bin', size: 10, etag: 'e1' }
const checksum = { checksumType: 'CRC32', checksum: 'AAAAAA==' }

test.each([
  ['the same checksum', { ...row, ...checksum }, head, 'same', /CRC32 is the same\.$/],
  [
    'the same checksum of what was stored anew',
    { ...row, ...checksum, etag: 'e0' },
    head,
    'same',
    /stored anew/,
  ],
  [
    'another checksum under the same ETag',
    { ...row, checksumType: 'CRC32', checksum: 'BBBBBB==' },
    head,
    'changed',
    /CRC32 is another/,
  ],
  ['another size', { ...row, size: 9 }, head, 'changed', /10 bytes now; the receipt says 9/],
  ['only an ETag', row, head, 'same', /ETag are the same/],
  ['another ETag and no checksum', { ...row, etag: 'e0' }, head, 'unknown', /stored anew/],
  [
    'a checksum that the endpoint does not give',
    { ...row, ...checksum, etag: 'e0' },
    { ...head, checksums: [] },
    'unknown',
    /no checksum says/,
  ],
  [
    'a checksum of parts beside one of the whole',
    { ...row, ...checksum, etag: 'e0' },
    { ...head, checksums: [{ algorithm: 'CRC32' as const, value: 'CCCCCC==-2' }] },
    'unknown',
    /no checksum says/,
  ],
  ['neither checksum nor ETag', { ...row, etag: undefined }, head, 'unknown', /no ETag/],
  [
    'nothing in it',
    { name: 'a', key: 'a', size: 0 },
    { ...head, size: 0, checksums: [] },
    'same',
    /empty/,
  ],
])('an object with %s', (_, receipt, found, outcome, reason) => {
  expect(compare(receipt, found)).toEqual({ outcome, reason: expect.stringMatching(reason) })
})

test.each([
  ['not-found', 'gone'],
  ['no-such-bucket', 'gone'],
  ['denied', 'unknown'],
  ['wrong-secret', 'thrown'],
] as const)('a look that ends with %s is %s', async (code, outcome) => {
  const failure = new AppError({ code, message: 'So it is.', remedy: 'Do it.' })
  const storage = { head: () => Promise.reject(failure) }
  const found = verifyObject(row, storage, new AbortController().signal)
  if (outcome === 'thrown') await expect(found).rejects.toBe(failure)
  else expect(await found).toMatchObject({ outcome })
})
