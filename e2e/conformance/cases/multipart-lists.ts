import {
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListPartsCommand,
} from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { LAST_PART, LEAST_PART, Multipart } from '../multipart-upload.ts'
import type { Subject } from '../subject.ts'

/** What is under way: the parts of an upload, and the uploads of a bucket. */
export function multipartLists(subject: Subject): void {
  area(subject, 'multipart-lists', it => {
    it.check('ListParts tells number, size and ETag of each part', async () => {
      const upload = await Multipart.create(it, 'parts')
      const sent = await upload.parts([LEAST_PART, LAST_PART])
      const list = new ListPartsCommand({ ...upload.target, UploadId: upload.id })
      const { Parts = [], IsTruncated, UploadId, Key } = await it.s3.send(list)
      expect(Parts.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
        [1, LEAST_PART.length],
        [2, LAST_PART.length],
      ])
      expect(Parts.map(({ ETag }) => ETag)).toEqual(sent.map(({ ETag }) => ETag))
      expect([IsTruncated, UploadId, Key]).toEqual([false, upload.id, 'parts'])
      await upload.abort()
    })

    it.check('ListParts goes page by page in the order of the numbers', async () => {
      const upload = await Multipart.create(it, 'pages')
      for (const number of [5, 100, 7, 1, 23]) await upload.part(number, LAST_PART)
      const pages: number[][] = []
      let marker: string | undefined
      do {
        const input = { ...upload.target, UploadId: upload.id, MaxParts: 2 }
        const page = await it.s3.send(new ListPartsCommand({ ...input, PartNumberMarker: marker }))
        pages.push((page.Parts ?? []).map(({ PartNumber = 0 }) => PartNumber))
        marker = page.IsTruncated ? page.NextPartNumberMarker : undefined
      } while (marker !== undefined && pages.length < 9)
      expect(pages).toEqual([[1, 5], [7, 23], [100]])
      await upload.abort()
    })

    it.check('ListMultipartUploads shows what is under way, by key', async () => {
      const keys = ['under-way/b', 'under-way/a', 'under-way/c']
      const uploads = []
      for (const key of keys) uploads.push(await Multipart.create(it, key))
      const list = new ListMultipartUploadsCommand({ Bucket: it.bucket, Prefix: 'under-way/' })
      const { Uploads = [] } = await it.s3.send(list)
      expect(Uploads.map(({ Key }) => Key)).toEqual([...keys].sort())
      expect(Uploads.find(({ Key }) => Key === 'under-way/b')?.UploadId).toBe(uploads[0]?.id)
      expect(Uploads.every(({ Initiated }) => Number(Initiated) > 0)).toBe(true)
      for (const upload of uploads) await upload.abort()
      expect((await it.s3.send(list)).Uploads ?? []).toEqual([])
    })

    it.check('a completed upload is no longer under way', async () => {
      const upload = await Multipart.create(it, 'finished')
      await upload.complete(await upload.parts([LAST_PART]))
      const list = new ListMultipartUploadsCommand({ Bucket: it.bucket, Prefix: 'finished' })
      expect((await it.s3.send(list)).Uploads ?? []).toEqual([])
    })

    it.check('ListMultipartUploads folds keys at the delimiter', async () => {
      const uploads = []
      for (const key of ['fold/a/1', 'fold/a/2', 'fold/b']) {
        uploads.push(await Multipart.create(it, key))
      }
      const { Uploads = [], CommonPrefixes = [] } = await it.s3.send(
        new ListMultipartUploadsCommand({ Bucket: it.bucket, Prefix: 'fold/', Delimiter: '/' }),
      )
      expect(Uploads.map(({ Key }) => Key)).toEqual(['fold/b'])
      expect(CommonPrefixes.map(({ Prefix }) => Prefix)).toEqual(['fold/a/'])
      for (const upload of uploads) await upload.abort()
    })

    it.check('ListMultipartUploads goes page by page, also within one key', async () => {
      const uploads = []
      for (const key of ['page/a', 'page/b', 'page/b', 'page/b', 'page/c']) {
        uploads.push(await Multipart.create(it, key))
      }
      const seen: string[] = []
      let markers: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}
      while (markers && seen.length < 20) {
        const page: ListMultipartUploadsCommandOutput = await it.s3.send(
          new ListMultipartUploadsCommand({
            Bucket: it.bucket,
            Prefix: 'page/',
            MaxUploads: 2,
            ...markers,
          }),
        )
        for (const { UploadId = '' } of page.Uploads ?? []) seen.push(UploadId)
        const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page
        markers = page.IsTruncated ? { KeyMarker, UploadIdMarker } : undefined
      }
      expect(seen.sort()).toEqual(uploads.map(({ id }) => id).sort())
      for (const upload of uploads) await upload.abort()
    })
  })
}
