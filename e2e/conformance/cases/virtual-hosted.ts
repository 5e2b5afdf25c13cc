import { Agent } from 'node:http'
import type { LookupFunction } from 'node:net'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

/** The bucket in the host name: `bucket.localhost`. */
export function virtualHosted(subject: Subject): void {
  area(subject, 'virtual-hosted', it => {
    const raw = (method: string, key?: string, body?: string) =>
      it.raw({ method, virtualHosted: true, key: key ?? '', body: body ?? '' })

    it.check('put, get, head and delete', async () => {
      expect(verdict(await raw('PUT', 'a', 'hosted'))).toBe('accepted')
      expect((await raw('GET', 'a')).body.toString()).toBe('hosted')
      expect((await raw('HEAD', 'a')).headers['content-length']).toBe('6')
      expect((await raw('DELETE', 'a')).status).toBe(204)
      expect(verdict(await raw('GET', 'a'))).toBe('404 NoSuchKey')
    })

    it.check('the same object is there in path style', async () => {
      await raw('PUT', 'both/ways', 'same')
      expect(await it.text('both/ways')).toBe('same')
    })

    it.check('the root of the host is the bucket', async () => {
      await raw('PUT', 'listed', 'x')
      const sent = await raw('GET')
      expect(sent.body.toString()).toContain(`<Name>${it.bucket}</Name>`)
      expect(sent.body.toString()).toContain('<Key>listed</Key>')
    })

    it.check('a path that begins with another bucket is just a key', async () => {
      await raw('PUT', `${it.bucket}/inner`, 'inner')
      expect(await it.text(`${it.bucket}/inner`)).toBe('inner')
    })

    it.check('a host without such a bucket is NoSuchBucket', async () => {
      const sent = await subject.raw({
        method: 'GET',
        bucket: 'no-such-bucket-of-ours',
        virtualHosted: true,
      })
      expect(verdict(sent)).toBe('404 NoSuchBucket')
    })

    it.check('a signature for another host is SignatureDoesNotMatch', async () => {
      await it.put('other-host', 'x')
      const sent = await it.raw({
        method: 'GET',
        key: 'other-host',
        virtualHosted: true,
        alter: ({ headers }) => ({ headers: { ...headers, host: `x${headers['host']}` } }),
      })
      expect(verdict(sent)).toBe('403 SignatureDoesNotMatch')
    })

    it.check('a presigned URL works on the host of the bucket', async () => {
      await it.put('shared', 'hosted share')
      const { port } = new URL(subject.server.endpoint)
      const request = { method: 'GET', bucket: it.bucket, key: 'shared', virtualHosted: true }
      const target = subject.presigned({ ...request, virtualHosted: true })
      const headers = { host: `${it.bucket}.localhost:${port}` }
      const sent = await subject.send({ method: 'GET', target, headers })
      expect(sent.body.toString()).toBe('hosted share')
    })

    for (const key of ['/leading', '//two', 'a b+c%2F', '..', 'a/../b', '😀']) {
      it.check(`the key ${JSON.stringify(key)} is kept`, async () => {
        expect(verdict(await raw('PUT', key, key))).toBe('accepted')
        expect((await raw('GET', key)).body.toString()).toBe(key)
        expect(await it.text(key)).toBe(key)
      })
    }

    it.check('the SDK works in this style', async () => {
      const { port } = new URL(subject.server.endpoint)
      const { region, accessKeyId, secretAccessKey } = subject.server
      const lookup: LookupFunction = (_host, { all }, found) =>
        all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4)
      const s3 = new S3Client({
        endpoint: `http://localhost:${port}`,
        region,
        credentials: { accessKeyId, secretAccessKey },
        requestHandler: { httpAgent: new Agent({ lookup }) },
      })
      const target = { Bucket: it.bucket, Key: 'sdk/ä b' }
      await s3.send(new HeadBucketCommand({ Bucket: it.bucket }))
      await s3.send(new PutObjectCommand({ ...target, Body: 'by the SDK' }))
      const { Body } = await s3.send(new GetObjectCommand(target))
      const list = new ListObjectsV2Command({ Bucket: it.bucket, Prefix: 'sdk/' })
      const { Contents = [] } = await s3.send(list)
      await s3.send(new DeleteObjectCommand(target))
      s3.destroy()
      expect(await Body?.transformToString()).toBe('by the SDK')
      expect(Contents.map(({ Key }) => Key)).toEqual(['sdk/ä b'])
    })
  })
}
