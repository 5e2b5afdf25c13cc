import {
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { outcome } from '../check.ts'
import type { Subject } from '../subject.ts'

/** Writes and deletes that go through only if the object is still what the caller thinks. */
export function conditionalWrites(subject: Subject): void {
  area(subject, 'conditional-writes', it => {
    const other = '"00000000000000000000000000000000"'

    it.check('If-None-Match: * makes a new object', async () => {
      expect(await outcome(it.put('new', 'x', { IfNoneMatch: '*' }))).toBe('accepted')
    })

    it.check('If-None-Match: * does not overwrite', async () => {
      await it.put('taken', 'first')
      expect(await outcome(it.put('taken', 'second', { IfNoneMatch: '*' }))).toBe(
        '412 PreconditionFailed',
      )
      expect(await it.text('taken')).toBe('first')
    })

    it.check('of eight puts with If-None-Match: * one wins', async () => {
      const puts = Array.from({ length: 8 }, (_, index) =>
        outcome(it.put('race', `writer ${index}`, { IfNoneMatch: '*' })),
      )
      const outcomes = await Promise.all(puts)
      const winner = outcomes.indexOf('accepted')
      const losers = outcomes.filter(text => /^(409|412) /.test(text))
      expect(losers).toHaveLength(7)
      expect(await it.text('race')).toBe(`writer ${winner}`)
    })

    it.check('If-None-Match with an ETag is NotImplemented', async () => {
      expect(await outcome(it.put('not-star', 'x', { IfNoneMatch: other }))).toBe(
        '501 NotImplemented',
      )
    })

    it.check('If-Match with the ETag overwrites', async () => {
      const { ETag } = await it.put('match', 'first')
      expect(await outcome(it.put('match', 'second', { IfMatch: ETag }))).toBe('accepted')
      expect(await it.text('match')).toBe('second')
    })

    it.check('If-Match with another ETag does not overwrite', async () => {
      await it.put('mismatch', 'first')
      expect(await outcome(it.put('mismatch', 'second', { IfMatch: other }))).toBe(
        '412 PreconditionFailed',
      )
      expect(await it.text('mismatch')).toBe('first')
    })

    it.check('If-Match on a missing object is NoSuchKey', async () => {
      expect(await outcome(it.put('absent', 'x', { IfMatch: other }))).toBe('404 NoSuchKey')
    })

    const complete = async (
      key: string,
      conditions: Partial<CompleteMultipartUploadCommandInput>,
    ): Promise<string> => {
      const target = { Bucket: it.bucket, Key: key }
      const { UploadId } = await it.s3.send(new CreateMultipartUploadCommand(target))
      const part = new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'part' })
      const { ETag } = await it.s3.send(part)
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] }
      const input = { ...target, UploadId, MultipartUpload, ...conditions }
      return outcome(it.s3.send(new CompleteMultipartUploadCommand(input)))
    }

    it.check('Complete with If-None-Match: * makes a new object', async () => {
      expect(await complete('complete-new', { IfNoneMatch: '*' })).toBe('accepted')
    })

    it.check('Complete with If-None-Match: * does not overwrite', async () => {
      await it.put('complete-taken', 'first')
      expect(await complete('complete-taken', { IfNoneMatch: '*' })).toBe('412 PreconditionFailed')
      expect(await it.text('complete-taken')).toBe('first')
    })

    it.check('Complete with If-Match overwrites only what it names', async () => {
      const { ETag } = await it.put('complete-match', 'first')
      expect(await complete('complete-match', { IfMatch: other })).toBe('412 PreconditionFailed')
      expect(await it.text('complete-match')).toBe('first')
      expect(await complete('complete-match', { IfMatch: ETag })).toBe('accepted')
      expect(await it.text('complete-match')).toBe('part')
    })

    it.check('CopyObject with If-None-Match: * does not overwrite', async () => {
      await it.put('copy-source', 'source')
      await it.put('copy-taken', 'first')
      const copy = new CopyObjectCommand({
        Bucket: it.bucket,
        Key: 'copy-taken',
        CopySource: `${it.bucket}/copy-source`,
        IfNoneMatch: '*',
      })
      expect(await outcome(it.s3.send(copy))).toBe('412 PreconditionFailed')
      expect(await it.text('copy-taken')).toBe('first')
    })

    const remove = (key: string, IfMatch: string): Promise<string> =>
      outcome(it.s3.send(new DeleteObjectCommand({ Bucket: it.bucket, Key: key, IfMatch })))

    it.check('a delete with If-Match removes only what it names', async () => {
      const { ETag = '' } = await it.put('delete-match', 'x')
      expect(await remove('delete-match', other)).toBe('412 PreconditionFailed')
      expect(await it.text('delete-match')).toBe('x')
      expect(await remove('delete-match', ETag)).toBe('accepted')
      expect(await outcome(it.head('delete-match'))).toBe('404 NotFound')
    })

    it.check('a delete with If-Match: * removes an object', async () => {
      await it.put('delete-any', 'x')
      expect(await remove('delete-any', '*')).toBe('accepted')
      expect(await outcome(it.head('delete-any'))).toBe('404 NotFound')
    })

    it.check('a delete with If-Match of a missing object is NoSuchKey', async () => {
      expect(await remove('delete-absent', other)).toBe('404 NoSuchKey')
    })

    it.check('DeleteObjects with ETags removes only what they name', async () => {
      const { ETag } = await it.put('many-match', 'x')
      await it.put('many-mismatch', 'x')
      const { Deleted = [], Errors = [] } = await it.s3.send(
        new DeleteObjectsCommand({
          Bucket: it.bucket,
          Delete: {
            Objects: [
              { Key: 'many-match', ETag },
              { Key: 'many-mismatch', ETag: other },
            ],
          },
        }),
      )
      expect(Deleted.map(({ Key }) => Key)).toEqual(['many-match'])
      expect(Errors.map(({ Key, Code }) => [Key, Code])).toEqual([
        ['many-mismatch', 'PreconditionFailed'],
      ])
    })
  })
}
