import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { awsChunked, type Trailer } from '../aws-chunked.ts'
import { outcome } from '../check.ts'
import { type RawResponse, verdict } from '../raw-http.ts'
import type { RawRequest, Subject } from '../subject.ts'

const SIGNED = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'
const SIGNED_TRAILER = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER'
const UNSIGNED_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'

const FIRST = Buffer.alloc(65_536, 'first chunk ')
const LAST = Buffer.from('last chunk')
const WHOLE = Buffer.concat([FIRST, LAST])
const SHA256: Trailer = [
  'x-amz-checksum-sha256',
  createHash('sha256').update(WHOLE).digest('base64'),
]
const WRONG_SHA256: Trailer = [SHA256[0], createHash('sha256').update('x').digest('base64')]

/** The aws-chunked framing, byte by byte: signed chunks, signed trailers, unsigned trailers. */
export function chunkedUploads(subject: Subject): void {
  area(subject, 'chunked-uploads', it => {
    const put = (
      payload: string,
      key: string,
      body: RawRequest['body'],
      more: Record<string, string> = {},
    ): Promise<RawResponse> =>
      it.raw({
        method: 'PUT',
        key,
        payload,
        body: body ?? '',
        headers: {
          'content-encoding': 'aws-chunked',
          'x-amz-decoded-content-length': String(WHOLE.length),
          ...(payload === SIGNED ? {} : { 'x-amz-trailer': SHA256[0] }),
          ...more,
        },
      })

    const expectStored = async (key: string): Promise<void> => {
      expect((await it.bytes(key)).equals(WHOLE)).toBe(true)
      expect((await it.head(key)).ContentEncoding || undefined).toBeUndefined()
    }
    const expectRefused = async (sent: Promise<RawResponse>, key: string, code: string) => {
      expect(verdict(await sent)).toBe(code)
      expect(await outcome(it.head(key))).toBe('404 NotFound')
    }

    it.check('signed chunks are stored without their frames', async () => {
      const sent = await put(SIGNED, 'signed', signer => awsChunked([FIRST, LAST], { signer }))
      expect(verdict(sent)).toBe('accepted')
      await expectStored('signed')
    })

    it.check('an empty body in signed chunks is an empty object', async () => {
      const empty = { 'x-amz-decoded-content-length': '0' }
      const sent = await put(SIGNED, 'signed-empty', signer => awsChunked([], { signer }), empty)
      expect(verdict(sent)).toBe('accepted')
      expect((await it.head('signed-empty')).ContentLength).toBe(0)
    })

    it.check('a tampered signed chunk is SignatureDoesNotMatch', async () => {
      const sent = put(SIGNED, 'tampered', signer => {
        const body = awsChunked([FIRST, LAST], { signer })
        return flip(body, body.indexOf('last chunk'))
      })
      await expectRefused(sent, 'tampered', '403 SignatureDoesNotMatch')
    })

    it.check('a chunk with a wrong signature is SignatureDoesNotMatch', async () => {
      const sent = put(SIGNED, 'mis-signed', signer => {
        const body = awsChunked([FIRST, LAST], { signer }).toString('latin1')
        return Buffer.from(body.replace(/signature=.{4}/, 'signature=0000'), 'latin1')
      })
      await expectRefused(sent, 'mis-signed', '403 SignatureDoesNotMatch')
    })

    it.check('chunks in the wrong order are SignatureDoesNotMatch', async () => {
      const other = Buffer.alloc(65_536, 'other chunk ')
      const length = { 'x-amz-decoded-content-length': String(FIRST.length + other.length) }
      const swap = (body: Buffer, a: Buffer, b: Buffer) =>
        Buffer.from(
          body
            .toString('latin1')
            .replace(a.toString('latin1'), '@@')
            .replace(b.toString('latin1'), a.toString('latin1'))
            .replace('@@', b.toString('latin1')),
          'latin1',
        )
      const sent = put(
        SIGNED,
        'swapped',
        signer => swap(awsChunked([FIRST, other], { signer }), FIRST, other),
        length,
      )
      await expectRefused(sent, 'swapped', '403 SignatureDoesNotMatch')
    })

    it.check('signed chunks without the closing one are IncompleteBody', async () => {
      const sent = put(SIGNED, 'unclosed', signer => {
        const body = awsChunked([FIRST, LAST], { signer })
        return body.subarray(0, body.lastIndexOf('0;chunk-signature'))
      })
      await expectRefused(sent, 'unclosed', '400 IncompleteBody')
    })

    it.check('fewer bytes than announced are IncompleteBody', async () => {
      const more = { 'x-amz-decoded-content-length': String(WHOLE.length + 1) }
      const sent = put(SIGNED, 'short', signer => awsChunked([FIRST, LAST], { signer }), more)
      await expectRefused(sent, 'short', '400 IncompleteBody')
    })

    it.check('chunks without their decoded length are MissingContentLength', async () => {
      const sent = it.raw({
        method: 'PUT',
        key: 'lengthless',
        payload: SIGNED,
        headers: { 'content-encoding': 'aws-chunked' },
        body: signer => awsChunked([FIRST, LAST], { signer }),
      })
      await expectRefused(sent, 'lengthless', '411 MissingContentLength')
    })

    it.check('signed chunks are recognized without a Content-Encoding, too', async () => {
      const sent = await it.raw({
        method: 'PUT',
        key: 'unlabelled',
        payload: SIGNED,
        headers: { 'x-amz-decoded-content-length': String(WHOLE.length) },
        body: signer => awsChunked([FIRST, LAST], { signer }),
      })
      expect(verdict(sent)).toBe('accepted')
      await expectStored('unlabelled')
    })

    it.check("the object's own encoding survives beside aws-chunked", async () => {
      const zipped = gzipSync('zipped')
      const headers = {
        'content-encoding': 'aws-chunked,gzip',
        'x-amz-decoded-content-length': String(zipped.length),
      }
      await put(SIGNED, 'zipped', signer => awsChunked([zipped], { signer }), headers)
      expect((await it.head('zipped')).ContentEncoding).toBe('gzip')
      expect((await it.bytes('zipped')).equals(zipped)).toBe(true)
    })

    it.check('signed chunks with a signed trailer are stored', async () => {
      const sent = await put(SIGNED_TRAILER, 'trailer', signer =>
        awsChunked([FIRST, LAST], { signer, trailer: SHA256 }),
      )
      expect(verdict(sent)).toBe('accepted')
      await expectStored('trailer')
    })

    it.check('a tampered chunk before a signed trailer is SignatureDoesNotMatch', async () => {
      const sent = put(SIGNED_TRAILER, 'trailer-tampered', signer => {
        const body = awsChunked([FIRST, LAST], { signer, trailer: SHA256 })
        return flip(body, body.indexOf('last chunk'))
      })
      await expectRefused(sent, 'trailer-tampered', '403 SignatureDoesNotMatch')
    })

    it.check('a wrongly signed trailer is SignatureDoesNotMatch', async () => {
      const sent = put(SIGNED_TRAILER, 'trailer-mis-signed', signer => {
        const body = awsChunked([FIRST, LAST], { signer, trailer: SHA256 }).toString('latin1')
        return Buffer.from(
          body.replace(/trailer-signature:.{4}/, 'trailer-signature:0000'),
          'latin1',
        )
      })
      await expectRefused(sent, 'trailer-mis-signed', '403 SignatureDoesNotMatch')
    })

    it.check('a wrong checksum in a rightly signed trailer is BadDigest', async () => {
      const sent = put(SIGNED_TRAILER, 'trailer-digest', signer =>
        awsChunked([FIRST, LAST], { signer, trailer: WRONG_SHA256 }),
      )
      await expectRefused(sent, 'trailer-digest', '400 BadDigest')
    })

    it.check('unsigned chunks with a trailer are stored', async () => {
      const body = awsChunked([FIRST, LAST], { trailer: SHA256 })
      expect(verdict(await put(UNSIGNED_TRAILER, 'unsigned', body))).toBe('accepted')
      await expectStored('unsigned')
    })

    it.check('a tampered unsigned chunk is BadDigest', async () => {
      const body = awsChunked([FIRST, LAST], { trailer: SHA256 })
      const sent = put(UNSIGNED_TRAILER, 'unsigned-bad', flip(body, body.indexOf('last chunk')))
      await expectRefused(sent, 'unsigned-bad', '400 BadDigest')
    })

    it.check('a trailer other than the announced one is MalformedTrailerError', async () => {
      const body = awsChunked([FIRST, LAST], { trailer: ['x-amz-checksum-crc32', 'y/Q5Jg=='] })
      const sent = put(UNSIGNED_TRAILER, 'other-trailer', body)
      await expectRefused(sent, 'other-trailer', '400 MalformedTrailerError')
    })

    it.check('an announced trailer that does not come is MalformedTrailerError', async () => {
      const sent = put(UNSIGNED_TRAILER, 'no-trailer', awsChunked([FIRST, LAST]))
      await expectRefused(sent, 'no-trailer', '400 MalformedTrailerError')
    })
  })
}

function flip(body: Buffer, at: number): Buffer {
  const changed = Buffer.from(body)
  changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
  return changed
}
