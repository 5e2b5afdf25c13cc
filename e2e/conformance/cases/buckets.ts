import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

/** Making, finding and removing buckets. */
export function buckets(subject: Subject): void {
  area(subject, 'buckets', it => {
    const missing = 'no-such-bucket-of-ours'

    it.check('a new bucket answers HEAD', async () => {
      expect(await outcome(it.s3.send(new HeadBucketCommand({ Bucket: it.bucket })))).toBe(
        'accepted',
      )
    })

    it.check('a new bucket is listed with the time of its creation', async () => {
      const { Buckets = [], Owner } = await it.s3.send(new ListBucketsCommand({}))
      const found = Buckets.find(({ Name }) => Name === it.bucket)
      const age = Date.now() - Number(found?.CreationDate)
      expect(age).toBeLessThan(600_000)
      expect(Owner?.ID).toBeTruthy()
    })

    it.check('buckets are listed in the order of their names', async () => {
      await subject.createBucket('zz')
      await subject.createBucket('aa')
      const { Buckets = [] } = await it.s3.send(new ListBucketsCommand({}))
      const names = Buckets.map(({ Name = '' }) => Name)
      expect(names).toEqual([...names].sort())
    })

    it.check('a bucket in us-east-1 has no location constraint', async () => {
      const answer = await it.s3.send(new GetBucketLocationCommand({ Bucket: it.bucket }))
      const region = subject.server.region
      expect(answer.LocationConstraint || 'us-east-1').toBe(region)
    })

    it.check('HEAD of a missing bucket is 404', async () => {
      expect(await outcome(it.s3.send(new HeadBucketCommand({ Bucket: missing })))).toBe(
        '404 NotFound',
      )
    })

    it.check('listing a missing bucket is NoSuchBucket', async () => {
      const list = new ListObjectsV2Command({ Bucket: missing })
      expect(await outcome(it.s3.send(list))).toBe('404 NoSuchBucket')
    })

    it.check('a put into a missing bucket is NoSuchBucket', async () => {
      const put = new PutObjectCommand({ Bucket: missing, Key: 'a', Body: 'a' })
      expect(await outcome(it.s3.send(put))).toBe('404 NoSuchBucket')
    })

    it.check('a get from a missing bucket is NoSuchBucket', async () => {
      expect(await outcome(it.get('a', { Bucket: missing }))).toBe('404 NoSuchBucket')
    })

    it.check('removing a missing bucket is NoSuchBucket', async () => {
      expect(await outcome(it.s3.send(new DeleteBucketCommand({ Bucket: missing })))).toBe(
        '404 NoSuchBucket',
      )
    })

    it.check('making your own bucket again is accepted in us-east-1 only', async () => {
      const again = it.s3.send(new CreateBucketCommand({ Bucket: it.bucket }))
      const expected =
        subject.server.region === 'us-east-1' ? 'accepted' : '409 BucketAlreadyOwnedByYou'
      expect(await outcome(again)).toBe(expected)
    })

    it.check('an empty bucket can be removed', async () => {
      const bucket = await subject.createBucket('short-lived')
      await it.s3.send(new DeleteBucketCommand({ Bucket: bucket }))
      expect(await outcome(it.s3.send(new HeadBucketCommand({ Bucket: bucket })))).toBe(
        '404 NotFound',
      )
    })

    it.check('a bucket with an object cannot be removed', async () => {
      const bucket = await subject.createBucket('full')
      await it.put('a', 'a', { Bucket: bucket })
      expect(await outcome(it.s3.send(new DeleteBucketCommand({ Bucket: bucket })))).toBe(
        '409 BucketNotEmpty',
      )
    })

    for (const [what, name] of [
      ['capitals', 'Has-Capitals'],
      ['two characters', 'ab'],
      ['64 characters', 'a'.repeat(64)],
      ['an underscore', 'under_score'],
      ['the form of an IP address', '192.168.5.4'],
      ['two dots in a row', 'two..dots'],
      ['a hyphen at its end', 'ends-with-'],
    ] as const) {
      it.check(`a bucket name with ${what} is InvalidBucketName`, async () => {
        const response = await subject.raw({ method: 'PUT', bucket: name })
        expect(verdict(response)).toBe('400 InvalidBucketName')
      })
    }
  })
}
