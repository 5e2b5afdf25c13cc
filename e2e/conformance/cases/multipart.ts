import { createHash } from 'node:crypto'
import { GetObjectTaggingCommand, ListPartsCommand } from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { awsChunked } from '../aws-chunked.ts'
import { outcome } from '../check.ts'
import { LAST_PART, LEAST_PART, Multipart } from '../multipart-upload.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

/** Multipart uploads from create to complete or abort. */
export function multipart(subject: Subject): void {
  area(subject, 'multipart', it => {
    it.check('two parts become one object', async () => {
      const upload = await Multipart.create(it, 'two')
      await upload.complete(await upload.parts([LEAST_PART, LAST_PART]))
      const whole = Buffer.concat([LEAST_PART, LAST_PART])
      expect((await it.bytes('two')).equals(whole)).toBe(true)
      expect((await it.head('two')).ContentLength).toBe(whole.length)
    })

    it.check('the ETag is the MD5 of the MD5s and the number of parts', async () => {
      const upload = await Multipart.create(it, 'etag')
      const done = await upload.complete(await upload.parts([LEAST_PART, LAST_PART]))
      const md5 = (data: Buffer) => createHash('md5').update(data).digest()
      const expected = `"${md5(Buffer.concat([md5(LEAST_PART), md5(LAST_PART)])).toString('hex')}-2"`
      expect((await it.head('etag')).ETag).toBe(expected)
      expect(done.ETag).toBe(expected)
    })

    it.check('Complete answers with bucket, key and location', async () => {
      const upload = await Multipart.create(it, 'answer')
      const done = await upload.complete(await upload.parts([LAST_PART]))
      expect([done.Bucket, done.Key]).toEqual([it.bucket, 'answer'])
      expect(done.Location).toContain('answer')
    })

    it.check('one short part is enough', async () => {
      const upload = await Multipart.create(it, 'single')
      await upload.complete(await upload.parts([LAST_PART]))
      expect((await it.bytes('single')).equals(LAST_PART)).toBe(true)
    })

    it.check('type, metadata and tags are given at the start', async () => {
      const upload = await Multipart.create(it, 'dressed', {
        ContentType: 'text/x-part',
        Metadata: { m: '1' },
        Tagging: 'a=1',
      })
      await upload.complete(await upload.parts([LAST_PART]))
      const { ContentType, Metadata } = await it.head('dressed')
      const get = new GetObjectTaggingCommand({ Bucket: it.bucket, Key: 'dressed' })
      const { TagSet } = await it.s3.send(get)
      expect([ContentType, Metadata, TagSet]).toEqual([
        'text/x-part',
        { m: '1' },
        [{ Key: 'a', Value: '1' }],
      ])
    })

    it.check('the object appears only when complete', async () => {
      const upload = await Multipart.create(it, 'hidden')
      await upload.parts([LAST_PART])
      expect(await outcome(it.head('hidden'))).toBe('404 NotFound')
      await upload.abort()
    })

    it.check('Complete replaces an object', async () => {
      await it.put('replaced', 'before')
      const upload = await Multipart.create(it, 'replaced')
      const parts = await upload.parts([LAST_PART])
      expect(await it.text('replaced')).toBe('before')
      await upload.complete(parts)
      expect((await it.bytes('replaced')).equals(LAST_PART)).toBe(true)
    })

    it.check('part numbers may have gaps and come in any order', async () => {
      const upload = await Multipart.create(it, 'gaps')
      const last = await upload.part(9000, LAST_PART)
      const first = await upload.part(7, LEAST_PART)
      await upload.complete([first, last])
      expect((await it.head('gaps')).ContentLength).toBe(LEAST_PART.length + LAST_PART.length)
    })

    it.check('a part sent again replaces the first', async () => {
      const upload = await Multipart.create(it, 'again')
      await upload.part(1, Buffer.from('first try'))
      await upload.complete([await upload.part(1, LAST_PART)])
      expect((await it.bytes('again')).equals(LAST_PART)).toBe(true)
    })

    it.check('parts that Complete does not name are left out', async () => {
      const upload = await Multipart.create(it, 'subset')
      await upload.part(1, Buffer.from('left out'))
      await upload.complete([await upload.part(2, LAST_PART)])
      expect((await it.bytes('subset')).equals(LAST_PART)).toBe(true)
    })

    it.check('a short part that is not the last is EntityTooSmall', async () => {
      const upload = await Multipart.create(it, 'small')
      const parts = await upload.parts([LAST_PART, LAST_PART])
      expect(await outcome(upload.complete(parts))).toBe('400 EntityTooSmall')
      expect(await outcome(it.head('small'))).toBe('404 NotFound')
      await upload.abort()
    })

    it.check('parts named out of order are InvalidPartOrder', async () => {
      const upload = await Multipart.create(it, 'order')
      const parts = await upload.parts([LEAST_PART, LAST_PART])
      expect(await outcome(upload.complete(parts.reverse()))).toBe('400 InvalidPartOrder')
    })

    it.check('a part with another ETag is InvalidPart', async () => {
      const upload = await Multipart.create(it, 'part-etag')
      await upload.parts([LAST_PART])
      const wrong = [{ PartNumber: 1, ETag: '"00000000000000000000000000000000"' }]
      expect(await outcome(upload.complete(wrong))).toBe('400 InvalidPart')
    })

    it.check('a part that was never sent is InvalidPart', async () => {
      const upload = await Multipart.create(it, 'part-missing')
      const [first] = await upload.parts([LEAST_PART])
      const parts = [first ?? {}, { PartNumber: 2, ETag: first?.ETag }]
      expect(await outcome(upload.complete(parts))).toBe('400 InvalidPart')
    })

    it.check('Complete without parts is MalformedXML', async () => {
      const upload = await Multipart.create(it, 'partless')
      expect(await outcome(upload.complete([]))).toBe('400 MalformedXML')
    })

    for (const number of [0, 10_001]) {
      it.check(`part number ${number} is InvalidArgument`, async () => {
        const upload = await Multipart.create(it, `number-${number}`)
        expect(await outcome(upload.part(number, LAST_PART))).toBe('400 InvalidArgument')
      })
    }

    it.check('a part with a wrong Content-MD5 is BadDigest', async () => {
      const upload = await Multipart.create(it, 'part-md5')
      const ContentMD5 = createHash('md5').update('other').digest('base64')
      expect(await outcome(upload.part(1, LAST_PART, { ContentMD5 }))).toBe('400 BadDigest')
    })

    it.check('a part may come in signed chunks', async () => {
      const upload = await Multipart.create(it, 'part-chunked')
      const response = await it.raw({
        method: 'PUT',
        key: 'part-chunked',
        query: { partNumber: '1', uploadId: upload.id },
        payload: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
        headers: {
          'content-encoding': 'aws-chunked',
          'x-amz-decoded-content-length': String(LAST_PART.length),
        },
        body: signer => awsChunked([LAST_PART], { signer }),
      })
      expect(verdict(response)).toBe('accepted')
      await upload.complete([{ PartNumber: 1, ETag: response.headers.etag }])
      expect((await it.bytes('part-chunked')).equals(LAST_PART)).toBe(true)
    })

    it.check('an aborted upload is gone, and so are its parts', async () => {
      const upload = await Multipart.create(it, 'aborted')
      const parts = await upload.parts([LAST_PART])
      await upload.abort()
      expect(await outcome(upload.part(2, LAST_PART))).toBe('404 NoSuchUpload')
      expect(await outcome(upload.complete(parts))).toBe('404 NoSuchUpload')
      const list = new ListPartsCommand({ ...upload.target, UploadId: upload.id })
      expect(await outcome(it.s3.send(list))).toBe('404 NoSuchUpload')
      expect(await outcome(upload.abort())).toBe('404 NoSuchUpload')
    })

    it.check('a completed upload takes no more parts', async () => {
      const upload = await Multipart.create(it, 'closed')
      await upload.complete(await upload.parts([LAST_PART]))
      expect(await outcome(upload.part(2, LAST_PART))).toBe('404 NoSuchUpload')
    })

    it.check('an upload belongs to one key', async () => {
      const upload = await Multipart.create(it, 'mine')
      const part = upload.part(1, LAST_PART, { Key: 'yours' })
      expect(await outcome(part)).toBe('404 NoSuchUpload')
    })

    it.check('a multipart upload into a missing bucket is NoSuchBucket', async () => {
      const create = Multipart.create(it, 'k', { Bucket: 'no-such-bucket-of-ours' })
      expect(await outcome(create)).toBe('404 NoSuchBucket')
    })

    it.check('single parts of an object can be read', async () => {
      const upload = await Multipart.create(it, 'part-read')
      await upload.complete(await upload.parts([LEAST_PART, LAST_PART]))
      const got = await it.get('part-read', { PartNumber: 2 })
      expect([got.$metadata.httpStatusCode, got.PartsCount]).toEqual([206, 2])
      expect(await got.Body?.transformToString()).toBe(LAST_PART.toString())
      const head = await it.head('part-read', { PartNumber: 1 })
      expect([head.ContentLength, head.PartsCount]).toEqual([LEAST_PART.length, 2])
    })

    it.check('a range across the border of two parts is right', async () => {
      const upload = await Multipart.create(it, 'border')
      await upload.complete(await upload.parts([LEAST_PART, LAST_PART]))
      const at = LEAST_PART.length
      const range = `bytes=${at - 4}-${at + 3}`
      const expected = Buffer.concat([LEAST_PART, LAST_PART]).subarray(at - 4, at + 4)
      expect(await it.text('border', { Range: range })).toBe(expected.toString())
    })
  })
}
