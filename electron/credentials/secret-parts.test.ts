import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitsOneEntry, partAccounts, readHead, splitSecret, writeHead } from './secret-parts.ts'

/** CRED_MAX_CREDENTIAL_BLOB_SIZE of wincred.h, in bytes. */
const WINDOWS_LIMIT = 2_560

test('the parts of any secret fit into Windows and make up the secret again', () => {
  const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('☃'.repeat(900)))
  const secret = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''))
  fc.assert(
    fc.property(secret, text => {
      const parts = splitSecret(text)
      expect(parts.join('')).toBe(text)
      for (const part of parts) {
        expect(Buffer.byteLength(part)).toBeLessThan(WINDOWS_LIMIT)
        expect(Buffer.from(part).toString()).toBe(part)
      }
    }),
    { seed: 20_260_101, numRuns: 300 },
  )
})

test('what fits stays in one entry, unless it looks like the head of a split one', () => {
  expect(fitsOneEntry('x'.repeat(2_048))).toBe(true)
  expect(fitsOneEntry('☃'.repeat(683))).toBe(false)
  expect(fitsOneEntry(writeHead({ generation: 'b', parts: 3 }))).toBe(false)
})

test('a head tells where its parts are', () => {
  const head = readHead(writeHead({ generation: 'b', parts: 3 }))
  expect(partAccounts('id', head)).toEqual(['id#b0', 'id#b1', 'id#b2'])
  expect(readHead('{"secretAccessKey":"…"}')).toBeUndefined()
  expect(partAccounts('id', undefined)).toEqual([])
})
