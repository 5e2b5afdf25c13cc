import {
  CopyObjectCommand,
  type CopyObjectCommandInput,
  type CopyObjectCommandOutput,
  GetObjectTaggingCommand,
  UploadPartCopyCommand,
  type UploadPartCopyCommandInput,
  type UploadPartCopyCommandOutput,
} from '@aws-sdk/client-s3'
import { beforeAll, expect } from 'vitest'
import { area } from '../area.ts'
import { outcome } from '../check.ts'
import { LAST_PART, LEAST_PART, Multipart } from '../multipart-upload.ts'
import { encodePath } from '../sigv4.ts'
import type { Subject } from '../subject.ts'

const HOUR = 3_600_000

type Condition = Partial<CopyObjectCommandInput>

/** CopyObject and UploadPartCopy, with their conditions and directives. */
export function copy(subject: Subject): void {
  area(subject, 'copy', it => {
    let etag: string | undefined
    let modified = new Date()
    beforeAll(async () => {
      await it.put('source', 'the source', {
        ContentType: 'text/x-source',
        CacheControl: 'max-age=5',
        Metadata: { from: 'source' },
        Tagging: 'from=source',
      })
      await it.put('big', LEAST_PART)
      const head = await it.head('source')
      etag = head.ETag
      modified = head.LastModified ?? modified
    })

    const copyTo = (
      key: string,
      more: Partial<CopyObjectCommandInput> = {},
    ): Promise<CopyObjectCommandOutput> => {
      const CopySource = `${it.bucket}/source`
      return it.s3.send(new CopyObjectCommand({ Bucket: it.bucket, Key: key, CopySource, ...more }))
    }
    const tags = async (key: string) => {
      const get = new GetObjectTaggingCommand({ Bucket: it.bucket, Key: key })
      return (await it.s3.send(get)).TagSet
    }

    it.check('a copy has the bytes and answers with ETag and time', async () => {
      const { CopyObjectResult } = await copyTo('plain')
      expect(await it.text('plain')).toBe('the source')
      expect(CopyObjectResult?.ETag).toBe(etag)
      expect(Number(CopyObjectResult?.LastModified)).toBeGreaterThan(0)
    })

    it.check('a copy keeps type, headers and metadata', async () => {
      await copyTo('kept')
      const { ContentType, CacheControl, Metadata } = await it.head('kept')
      expect({ ContentType, CacheControl, Metadata }).toEqual({
        ContentType: 'text/x-source',
        CacheControl: 'max-age=5',
        Metadata: { from: 'source' },
      })
    })

    it.check('with REPLACE a copy takes all of them from the request', async () => {
      await copyTo('replaced', {
        MetadataDirective: 'REPLACE',
        ContentType: 'text/x-new',
        Metadata: { is: 'new' },
      })
      const { ContentType, CacheControl, Metadata } = await it.head('replaced')
      expect({ ContentType, CacheControl, Metadata }).toEqual({
        ContentType: 'text/x-new',
        CacheControl: undefined,
        Metadata: { is: 'new' },
      })
    })

    it.check('a copy keeps the tags', async () => {
      await copyTo('tagged')
      expect(await tags('tagged')).toEqual([{ Key: 'from', Value: 'source' }])
    })

    it.check('with REPLACE a copy takes the tags from the request', async () => {
      await copyTo('retagged', { TaggingDirective: 'REPLACE', Tagging: 'is=new' })
      expect(await tags('retagged')).toEqual([{ Key: 'is', Value: 'new' }])
    })

    it.check('a copy goes to another bucket', async () => {
      const Bucket = await subject.createBucket('copy-target')
      await copyTo('there', { Bucket })
      expect(await it.text('there', { Bucket })).toBe('the source')
    })

    it.check('the source may begin with a slash', async () => {
      await copyTo('slash', { CopySource: `/${it.bucket}/source` })
      expect(await it.text('slash')).toBe('the source')
    })

    it.check('the source is percent-decoded once', async () => {
      const odd = 'odd %2F + ü?&=#😀/.'
      await it.put(odd, 'odd')
      await copyTo('from-odd', { CopySource: `${it.bucket}/${encodePath(odd)}` })
      expect(await it.text('from-odd')).toBe('odd')
    })

    it.check('a copy onto itself without a change is InvalidRequest', async () => {
      expect(await outcome(copyTo('source'))).toBe('400 InvalidRequest')
    })

    it.check('a copy onto itself with new metadata is accepted', async () => {
      await it.put('self', 'itself', { Metadata: { a: '1' } })
      const CopySource = `${it.bucket}/self`
      await copyTo('self', { CopySource, MetadataDirective: 'REPLACE', Metadata: { a: '2' } })
      expect([await it.text('self'), (await it.head('self')).Metadata]).toEqual([
        'itself',
        { a: '2' },
      ])
    })

    it.check('a missing source is NoSuchKey', async () => {
      const CopySource = `${it.bucket}/missing`
      expect(await outcome(copyTo('never', { CopySource }))).toBe('404 NoSuchKey')
    })

    it.check('a missing source bucket is NoSuchBucket', async () => {
      const CopySource = 'no-such-bucket-of-ours/missing'
      expect(await outcome(copyTo('never', { CopySource }))).toBe('404 NoSuchBucket')
    })

    it.check('a missing target bucket is NoSuchBucket', async () => {
      const Bucket = 'no-such-bucket-of-ours'
      expect(await outcome(copyTo('never', { Bucket }))).toBe('404 NoSuchBucket')
    })

    it.check('a source without a key is InvalidArgument', async () => {
      expect(await outcome(copyTo('never', { CopySource: it.bucket }))).toBe('400 InvalidArgument')
    })

    const before = () => new Date(Number(modified) - HOUR)
    const conditions: [string, holds: () => Condition, fails: () => Condition][] = [
      ['if-match', () => ({ CopySourceIfMatch: etag }), () => ({ CopySourceIfMatch: '"other"' })],
      [
        'if-none-match',
        () => ({ CopySourceIfNoneMatch: '"other"' }),
        () => ({ CopySourceIfNoneMatch: etag }),
      ],
      [
        'if-modified-since',
        () => ({ CopySourceIfModifiedSince: before() }),
        () => ({ CopySourceIfModifiedSince: modified }),
      ],
      [
        'if-unmodified-since',
        () => ({ CopySourceIfUnmodifiedSince: modified }),
        () => ({ CopySourceIfUnmodifiedSince: before() }),
      ],
    ]
    for (const [name, holds, fails] of conditions) {
      it.check(`copy-source-${name} lets a copy through if it holds`, async () => {
        expect(await outcome(copyTo(`holds-${name}`, holds()))).toBe('accepted')
        expect(await it.text(`holds-${name}`)).toBe('the source')
      })

      it.check(`copy-source-${name} is PreconditionFailed if it does not hold`, async () => {
        expect(await outcome(copyTo(`fails-${name}`, fails()))).toBe('412 PreconditionFailed')
        expect(await outcome(it.head(`fails-${name}`))).toBe('404 NotFound')
      })
    }

    it.check('a copy may be given a checksum', async () => {
      await it.put('nine', '123456789')
      const CopySource = `${it.bucket}/nine`
      await copyTo('summed', { CopySource, ChecksumAlgorithm: 'SHA1' })
      const { ChecksumSHA1 } = await it.head('summed', { ChecksumMode: 'ENABLED' })
      expect(ChecksumSHA1).toBe('98O8HYCOBHMq32eZZczDTKeuNEE=')
    })

    const copyPart = (
      upload: Multipart,
      more: Partial<UploadPartCopyCommandInput> = {},
    ): Promise<UploadPartCopyCommandOutput> => {
      const input = { ...upload.target, UploadId: upload.id, PartNumber: 1 }
      const CopySource = `${it.bucket}/source`
      return it.s3.send(new UploadPartCopyCommand({ ...input, CopySource, ...more }))
    }

    it.check('a part may be a copy of an object', async () => {
      const upload = await Multipart.create(it, 'part-copy')
      const CopySource = `${it.bucket}/big`
      const { CopyPartResult } = await copyPart(upload, { CopySource })
      const last = await upload.part(2, LAST_PART)
      await upload.complete([
        { PartNumber: 1, ETag: CopyPartResult?.ETag },
        { PartNumber: 2, ETag: last.ETag },
      ])
      const whole = Buffer.concat([LEAST_PART, LAST_PART])
      expect((await it.bytes('part-copy')).equals(whole)).toBe(true)
    })

    it.check('a part may be a copy of a range', async () => {
      const upload = await Multipart.create(it, 'part-range')
      const { CopyPartResult } = await copyPart(upload, { CopySourceRange: 'bytes=4-9' })
      await upload.complete([{ PartNumber: 1, ETag: CopyPartResult?.ETag }])
      expect(await it.text('part-range')).toBe('source')
    })

    it.check('a range beyond the source is refused', async () => {
      const upload = await Multipart.create(it, 'part-beyond')
      const result = await outcome(copyPart(upload, { CopySourceRange: 'bytes=4-99' }))
      expect(result).toMatch(/^(400 InvalidArgument|416 InvalidRange)$/)
    })

    it.check('a range without an end is InvalidArgument', async () => {
      const upload = await Multipart.create(it, 'part-open')
      const result = await outcome(copyPart(upload, { CopySourceRange: 'bytes=4-' }))
      expect(result).toBe('400 InvalidArgument')
    })

    it.check('a part copied from a missing source is NoSuchKey', async () => {
      const upload = await Multipart.create(it, 'part-missing')
      const CopySource = `${it.bucket}/missing`
      expect(await outcome(copyPart(upload, { CopySource }))).toBe('404 NoSuchKey')
    })

    it.check('a part copy obeys conditions on the source', async () => {
      const upload = await Multipart.create(it, 'part-if')
      expect(await outcome(copyPart(upload, { CopySourceIfMatch: etag }))).toBe('accepted')
      expect(await outcome(copyPart(upload, { CopySourceIfMatch: '"other"' }))).toBe(
        '412 PreconditionFailed',
      )
    })

    it.check('a part copied into an unknown upload is NoSuchUpload', async () => {
      const upload = await Multipart.create(it, 'part-aborted')
      await upload.abort()
      expect(await outcome(copyPart(upload))).toBe('404 NoSuchUpload')
    })
  })
}
