import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Xxh3_128, Xxh64 } from '@aws-sdk/checksums/xxh'
import { PutObjectCommand, type PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { FileManager, localFolder } from './file-manager.ts'
import { connectTo, failureOfPromise, httpServer, newBucket } from './storage-connection.ts'

const BODY = 'the very same bytes'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

async function xxh(hash: Xxh64 | Xxh3_128): Promise<string> {
  hash.update(Buffer.from(BODY))
  return Buffer.from(await hash.digest()).toString('base64')
}

async function put(bucket: string, checksum: Partial<PutObjectCommandInput>): Promise<void> {
  const { endpoint, region, ...credentials } = server
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'a', Body: BODY, ...checksum }))
  client.destroy()
}

const digest = (algorithm: string) => createHash(algorithm).update(BODY).digest('base64')

describe('an object that was stored with a checksum the SDK does not have', () => {
  test.each([
    { name: 'SHA-512', checksum: async () => ({ ChecksumSHA512: digest('sha512') }) },
    { name: 'MD5', checksum: async () => ({ ChecksumMD5: digest('md5') }) },
    { name: 'XXHASH64', checksum: async () => ({ ChecksumXXHASH64: await xxh(new Xxh64()) }) },
    { name: 'XXHASH128', checksum: async () => ({ ChecksumXXHASH128: await xxh(new Xxh3_128()) }) },
  ])('is read and downloaded all the same: $name', async ({ checksum }) => {
    const bucket = await newBucket(server)
    await put(bucket, await checksum())
    const storage = connectTo(server).storage(bucket)
    await storage.head('a')
    expect(await text(await storage.openFile({ fileName: 'a' }))).toBe(BODY)
    expect(Buffer.from(await storage.downloadFile({ fileName: 'a' })).toString()).toBe(BODY)
    const app = new FileManager(storage, bucket)
    const target = await localFolder()
    const end = await app.run(await app.planDownload('', { keys: ['a'] }, target))
    expect(end.state.status).toBe('done')
    expect(await readFile(join(target, 'a'), 'utf8')).toBe(BODY)
  })
})

test.each(['sha512', 'md5', 'sha256'])('other bytes than the %s says are not taken', async name => {
  const { endpoint } = await httpServer((request, answer) => {
    expect(request.headers['x-amz-checksum-mode']).toBe('ENABLED')
    const body = request.method === 'HEAD' ? '' : BODY.replace('same', 'tame')
    answer
      .setHeader('Content-Length', BODY.length)
      .setHeader('ETag', '"e"')
      .setHeader(`x-amz-checksum-${name}`, digest(name))
      .setHeader('x-amz-checksum-type', 'FULL_OBJECT')
      .end(body)
  })
  const storage = connectTo({ endpoint }).storage('bucket')
  await storage.head('a')
  const read = storage.openFile({ fileName: 'a' }).then(text)
  expect((await failureOfPromise(read)).code).toBe('corrupted')
  const whole = storage.downloadFile({ fileName: 'a' })
  expect((await failureOfPromise(whole)).code).toBe('corrupted')
})
