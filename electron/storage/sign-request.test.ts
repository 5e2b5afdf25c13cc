import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NodeSha256 } from '../playground/auth/node-sha256.ts'
import { pathOfKey } from './served-address.ts'
import { percentEncoded, signed } from './sign-request.ts'

const TIME = Date.UTC(2026, 2, 2, 17, 55, 3)

test('a request is signed as the SDK would sign it', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 })
  const header = fc.string({ unit: 'grapheme-ascii', maxLength: 20 })
  const request = fc.record({
    method: fc.constantFrom('GET', 'PUT'),
    path: text.map(key => `/bucket/${pathOfKey(key.toWellFormed())}`),
    query: fc.dictionary(fc.constantFrom('uploadId', 'partNumber', 'x'), text.map(well)),
    headers: fc.dictionary(
      fc.constantFrom('content-type', 'if-match', 'x-amz-acl', 'range'),
      header,
    ),
    sessionToken: fc.option(fc.constant('a+token/with='), { nil: undefined }),
    region: fc.constantFrom('us-east-1', 'garage'),
  })
  await fc.assert(
    fc.asyncProperty(request, async ({ sessionToken, region, ...wanted }) => {
      const credentials = {
        accessKeyId: 'AKIAPAIL',
        secretAccessKey: 'secret',
        ...(sessionToken === undefined ? {} : { sessionToken }),
      }
      const headers = {
        ...wanted.headers,
        host: 's3.example.com:9000',
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      }
      const ours = signed({ ...wanted, headers }, credentials, region, TIME)
      const sdk = new SignatureV4({
        ...{ service: 's3', region, credentials, sha256: NodeSha256 },
        ...{ uriEscapePath: false, applyChecksum: false },
      })
      const http = { protocol: 'http:', hostname: 's3.example.com', ...wanted, headers }
      const theirs = await sdk.sign(http, { signingDate: new Date(TIME) })
      expect(ours['authorization']).toBe(theirs.headers['authorization'])
      expect(ours).toMatchObject(theirs.headers)
    }),
    { seed: 3 },
  )
})

test('all but the unreserved characters of RFC 3986 is encoded', () => {
  expect(percentEncoded("a b/~é!'()*-_.")).toBe('a%20b%2F~%C3%A9%21%27%28%29%2A-_.')
  expect(pathOfKey('a b//c/../d')).toBe('a%20b//c/../d')
})

function well(text: string): string {
  return text.toWellFormed()
}
