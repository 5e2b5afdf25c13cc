import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningPlayground, startPlayground } from './start-playground.ts'

const Bucket = 'uploads'
const LARGE = 8 * 1024 * 1024
let folder: string
let playground: RunningPlayground
let s3: S3Client

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pail-endpoint-'))
  playground = await startPlayground({ folder })
  const { endpoint, region, accessKeyId, secretAccessKey } = playground
  s3 = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ httpAgent: { maxSockets: 1 } }),
  })
  await s3.send(new CreateBucketCommand({ Bucket }))
})

afterAll(async () => {
  s3.destroy()
  await playground.close()
  rmSync(folder, { recursive: true })
})

test('a large upload is refused before it is sent, and the next request is answered', async () => {
  const Body = Buffer.alloc(LARGE)
  for (let turn = 0; turn < 3; turn++) {
    const put = s3.send(new PutObjectCommand({ Bucket: 'nowhere', Key: 'large', Body }))
    await expect(put).rejects.toMatchObject({ name: 'NoSuchBucket' })
  }
  await s3.send(new PutObjectCommand({ Bucket, Key: 'large', Body }))
  const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'large' }))
  expect(ContentLength).toBe(LARGE)
})

test('an upload that breaks off leaves nothing behind', async () => {
  async function* endless() {
    for (let sent = 0; ; sent += 65_536) {
      if (sent > LARGE / 2) abort.abort()
      yield Buffer.alloc(65_536)
    }
  }
  const abort = new AbortController()
  const Body = Readable.from(endless())
  const put = new PutObjectCommand({ Bucket, Key: 'broken', Body, ContentLength: LARGE * 100 })
  await expect(s3.send(put, { abortSignal: abort.signal })).rejects.toThrow()
  await vi.waitFor(() => expect(readdirSync(join(folder, 'incoming'))).toEqual([]), 10_000)
  const head = s3.send(new HeadObjectCommand({ Bucket, Key: 'broken' }))
  await expect(head).rejects.toMatchObject({ name: 'NotFound' })
})
