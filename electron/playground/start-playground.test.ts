import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningPlayground, startPlayground } from './start-playground.ts'

const Bucket = 'things'
let folder: string
let playground: RunningPlayground
let s3: S3Client

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pail-playground-'))
  playground = await startPlayground({ folder })
  s3 = client()
  await s3.send(new CreateBucketCommand({ Bucket }))
})

afterAll(async () => {
  s3.destroy()
  await playground.close()
  rmSync(folder, { recursive: true })
})

describe('with the default settings of the SDK', () => {
  test('a buffer, a string and a stream come back as they went', async () => {
    const bytes = randomBytes(3_000_000)
    const file = join(folder, 'upload')
    writeFileSync(file, Buffer.concat([bytes, bytes]))
    const bodies = {
      buffer: { Body: bytes },
      string: { Body: 'grüße' },
      stream: { Body: createReadStream(file) },
      nothing: { Body: '' },
    }
    for (const [Key, body] of Object.entries(bodies)) {
      await s3.send(new PutObjectCommand({ Bucket, Key, ...body }))
    }
    expect(await sha256('buffer')).toBe(digest(bytes))
    expect(await read('string')).toEqual(Buffer.from('grüße'))
    expect(await sha256('stream')).toBe(digest(Buffer.concat([bytes, bytes])))
    expect(await read('nothing')).toEqual(Buffer.alloc(0))
  })

  test('a large upload in parts comes back as it went, with the ETag of its parts', async () => {
    const parts = [randomBytes(5 * 1024 * 1024), randomBytes(5 * 1024 * 1024), randomBytes(77)]
    const Body = Readable.from(parts)
    await new Upload({ client: s3, params: { Bucket, Key: 'large', Body } }).done()
    const whole = Buffer.concat(parts)
    expect(await sha256('large')).toBe(digest(whole))
    const md5 = (data: Uint8Array) => createHash('md5').update(data).digest()
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'large' }))
    expect(ETag).toBe(`"${md5(Buffer.concat(parts.map(md5))).toString('hex')}-3"`)
    const range = new GetObjectCommand({ Bucket, Key: 'large', Range: 'bytes=5242870-5242889' })
    const { Body: stretch } = await s3.send(range)
    expect(await stretch?.transformToByteArray()).toEqual(
      new Uint8Array(whole.subarray(5_242_870, 5_242_890)),
    )
  })

  test('an upload completed twice at once makes one object', async () => {
    const target = { Bucket, Key: 'raced' }
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(target))
    const part = { ...target, UploadId, PartNumber: 1 }
    const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand({ ...part, Body: 'once' }))
    const Parts = [{ PartNumber: 1, ETag, ChecksumCRC32 }]
    const complete = () =>
      s3.send(
        new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
      )
    const outcomes = await Promise.allSettled([complete(), complete(), complete()])
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ])
    expect(await read('raced')).toEqual(Buffer.from('once'))
  })

  test('an object is copied with its metadata, and deleted without a trace', async () => {
    const put = { Bucket, Key: 'original', Body: 'x', Metadata: { color: 'red' }, Tagging: 'a=1' }
    await s3.send(new PutObjectCommand(put))
    const CopySource = `${Bucket}/original`
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }))
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'original' }))
    const copy = await s3.send(new HeadObjectCommand({ Bucket, Key: 'copy' }))
    expect(copy.Metadata).toEqual({ color: 'red' })
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'copy' }))
    expect(TagSet).toEqual([{ Key: 'a', Value: '1' }])
    const head = s3.send(new HeadObjectCommand({ Bucket, Key: 'original' }))
    await expect(head).rejects.toMatchObject({ name: 'NotFound' })
  })

  test('what is there is not replaced when the client forbids it', async () => {
    const put = { Bucket, Key: 'only-once', Body: 'first', IfNoneMatch: '*' }
    await s3.send(new PutObjectCommand(put))
    const again = s3.send(new PutObjectCommand({ ...put, Body: 'second' }))
    await expect(again).rejects.toMatchObject({ name: 'PreconditionFailed' })
    expect(await read('only-once')).toEqual(Buffer.from('first'))
  })
})

test('an ETag under KMS says nothing of the bytes, wherever they came from', async () => {
  const bytes = randomBytes(1000)
  const kms = { ServerSideEncryption: 'aws:kms' as const }
  const put = { Bucket, Key: 'secret', Body: bytes, ...kms }
  const tags = [
    await s3.send(new PutObjectCommand(put)),
    await s3.send(new PutObjectCommand({ ...put, ContentMD5: md5(bytes).toString('base64') })),
    (await s3.send(new CopyObjectCommand({ ...copyOf('secret', 'twin'), ...kms })))
      .CopyObjectResult,
  ].map(answer => answer?.ETag)
  expect(new Set(tags).size).toBe(3)
  const plain = `"${md5(bytes).toString('hex')}"`
  expect(tags).not.toContain(plain)
  const open = await s3.send(new CopyObjectCommand(copyOf('secret', 'open')))
  expect(open.CopyObjectResult?.ETag).toBe(plain)
})

test('a wrong secret and a wrong key are told apart', async () => {
  const wrongSecret = client({ secretAccessKey: 'wrong' })
  const wrongKey = client({ accessKeyId: 'WRONG' })
  const list = () => new ListBucketsCommand({})
  await expect(wrongSecret.send(list())).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  await expect(wrongKey.send(list())).rejects.toMatchObject({ name: 'InvalidAccessKeyId' })
})

test('objects are still there after a restart, and two playgrounds never share a folder', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'kept' }))
  await expect(startPlayground({ folder })).rejects.toMatchObject({ code: 'local-file' })
  const { accessKeyId, secretAccessKey } = playground
  await playground.close()
  s3.destroy()
  playground = await startPlayground({ folder })
  expect(playground).toMatchObject({ accessKeyId, secretAccessKey })
  s3 = client()
  expect(await read('kept')).toEqual(Buffer.from('kept'))
})

test('a port that is taken is named', async () => {
  const port = Number(new URL(playground.endpoint).port)
  const another = mkdtempSync(join(tmpdir(), 'pail-playground-'))
  const start = startPlayground({ folder: another, port })
  await expect(start).rejects.toMatchObject({ code: 'unreachable' })
  rmSync(another, { recursive: true })
})

test('sample data fills an empty playground once', async () => {
  const samples = mkdtempSync(join(tmpdir(), 'pail-samples-'))
  for (let run = 0; run < 2; run++) {
    const seeded = await startPlayground({ folder: samples, seed: true })
    const visitor = client(seeded)
    const { Buckets = [] } = await visitor.send(new ListBucketsCommand({}))
    const names = Buckets.map(({ Name }) => Name)
    expect(names).toEqual(['archive', 'notes', 'odd-names', 'photos', 'reports', 'website'])
    const Prefix = 'weather/readings/'
    const page = await visitor.send(new ListObjectsV2Command({ Bucket: 'reports', Prefix }))
    expect(page).toMatchObject({ KeyCount: 1000, IsTruncated: true })
    const all = await visitor.send(new ListObjectVersionsCommand({ Bucket: 'notes' }))
    expect(all.Versions).toHaveLength(5)
    expect(all.DeleteMarkers).toHaveLength(1)
    visitor.destroy()
    await seeded.close()
  }
  rmSync(samples, { recursive: true })
})

function copyOf(key: string, Key: string) {
  return { Bucket, Key, CopySource: `${Bucket}/${key}` }
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest()
}

function client(keys: { accessKeyId?: string; secretAccessKey?: string } = {}): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = { ...playground, ...keys }
  const credentials = { accessKeyId, secretAccessKey }
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 })
}

async function read(Key: string): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }))
  return buffer(Body as Readable)
}

async function sha256(key: string): Promise<string> {
  return digest(await read(key))
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
