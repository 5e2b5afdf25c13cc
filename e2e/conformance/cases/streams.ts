import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Upload } from '@aws-sdk/lib-storage'
import { expect } from 'vitest'
import { area } from '../area.ts'
import type { Subject } from '../subject.ts'

/** Streamed bodies as the SDK sends them by default: aws-chunked with a trailing CRC. */
export function streams(subject: Subject): void {
  area(subject, 'streams', it => {
    for (const size of [0, 1, 65_535, 65_536, 65_537, 1_048_577]) {
      it.check(`a stream of ${size} bytes is stored byte for byte`, async () => {
        const bytes = pattern(size)
        await it.put(`stream-${size}`, pieces(bytes, 10_007), { ContentLength: size })
        const { ContentLength, ETag } = await it.head(`stream-${size}`)
        const md5 = createHash('md5').update(bytes).digest('hex')
        expect({ ContentLength, ETag }).toEqual({ ContentLength: size, ETag: `"${md5}"` })
        expect((await it.bytes(`stream-${size}`)).equals(bytes)).toBe(true)
      })
    }

    it.check('aws-chunked does not stay in the Content-Encoding', async () => {
      await it.put('encoding', pieces(pattern(9), 4), { ContentLength: 9 })
      expect((await it.head('encoding')).ContentEncoding || undefined).toBeUndefined()
    })

    it.check("the object's own Content-Encoding stays", async () => {
      const body = pieces(pattern(9), 4)
      await it.put('gzip', body, { ContentLength: 9, ContentEncoding: 'gzip' })
      expect((await it.head('gzip')).ContentEncoding).toBe('gzip')
    })

    it.check('the CRC32 that the SDK adds by default is stored', async () => {
      await it.put('crc', pieces(Buffer.from('123456789'), 4), { ContentLength: 9 })
      const { ChecksumCRC32 } = await it.head('crc', { ChecksumMode: 'ENABLED' })
      expect(ChecksumCRC32).toBe('y/Q5Jg==')
    })

    it.check('a stream of unknown length goes up in parts', async () => {
      const bytes = pattern(11 << 20)
      const params = { Bucket: it.bucket, Key: 'unknown', Body: pieces(bytes, 1 << 16) }
      await new Upload({ client: it.s3, params }).done()
      expect((await it.bytes('unknown')).equals(bytes)).toBe(true)
    })

    it.check('with checksums only when required, an upload in parts works as well', async () => {
      const bytes = pattern(6 << 20)
      const client = subject.client({ requestChecksumCalculation: 'WHEN_REQUIRED' })
      const params = { Bucket: it.bucket, Key: 'required', Body: pieces(bytes, 1 << 16) }
      await new Upload({ client, params }).done()
      expect((await it.bytes('required')).equals(bytes)).toBe(true)
    })
  })
}

function pattern(size: number): Buffer {
  return Buffer.from(Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) & 255))
}

function pieces(bytes: Buffer, size: number): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    })(),
  )
}
