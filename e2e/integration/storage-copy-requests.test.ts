import { request as forward } from 'node:http'
import { PutBucketEncryptionCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { connectTo, httpServer, newBucket } from './storage-connection.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startPlaygroundServer()
})
afterAll(() => server.stop())

/** A bucket reached through a proxy that notes every request: its verb, and what it is about. */
async function room() {
  const requests: string[] = []
  const { port } = new URL(server.endpoint)
  const { endpoint } = await httpServer((asked, answer) => {
    const { method = '', url = '/', headers } = asked
    const isCopy = headers['x-amz-copy-source'] !== undefined
    requests.push(isCopy ? 'COPY' : `${method}${new URL(url, 'http://host').search}`)
    const onward = forward({ host: '127.0.0.1', port, method, path: url, headers }, response => {
      answer.writeHead(response.statusCode ?? 500, response.headers)
      response.pipe(answer)
    })
    asked.pipe(onward)
  })
  const bucket = await newBucket(server)
  const { region, accessKeyId, secretAccessKey } = server
  const credentials = { accessKeyId, secretAccessKey }
  const sdk = new S3Client({ endpoint: server.endpoint, region, credentials, forcePathStyle: true })
  onTestFinished(() => sdk.destroy())
  return { bucket, storage: connectTo({ ...server, endpoint }).storage(bucket), sdk, requests }
}

test.each([
  ['with ETags that are MD5s', undefined],
  // The answer tells the checksum of the copy instead.
  ['under KMS, where a copy has another ETag', 'aws:kms'],
] as const)(
  'a copy costs a look at its original and the copy itself, once the bucket is known: %s',
  async (_, kms) => {
    const { bucket, storage, sdk, requests } = await room()
    if (kms) {
      const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: kms } }
      const ServerSideEncryptionConfiguration = { Rules: [rule] }
      await sdk.send(
        new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration }),
      )
    }
    const keys = Array.from({ length: 9 }, (_, at) => `${at}.txt`)
    for (const Key of keys) await sdk.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }))
    const copied = async (key: string) => {
      const source = await storage.copySource({ key, tags: false })
      await storage.copy({ source, key: `copy of ${key}`, ifNoneMatch: true })
    }
    await Promise.all(keys.slice(0, 4).map(copied))
    const first = requests.splice(0)
    expect(first.filter(one => one.includes('ownershipControls'))).toHaveLength(1)
    // One of them is refused: it proves that the server holds to conditions.
    expect(first.filter(one => one === 'COPY')).toHaveLength(5)
    for (const key of keys.slice(4)) await copied(key)
    expect(requests).toEqual(keys.slice(4).flatMap(() => ['HEAD', 'COPY']))
  },
)

test('what is told of an object is the same with the SDK’s steps and without', async () => {
  const { bucket, storage, sdk } = await room()
  await sdk.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: 'ä/b c+d.txt',
      Body: 'hello',
      ContentType: 'text/x-odd',
      ContentEncoding: 'identity',
      ContentDisposition: 'attachment; filename="x.txt"',
      ContentLanguage: 'de',
      CacheControl: 'max-age=5',
      Expires: new Date(2e12),
      StorageClass: 'STANDARD_IA',
      WebsiteRedirectLocation: '/elsewhere',
      Metadata: { from: 'here', other: 'a  b' },
      Tagging: 'a=1&b=2',
      ChecksumAlgorithm: 'SHA256',
    }),
  )
  const bySdk = await storage.head('ä/b c+d.txt')
  const lean = await storage.head('ä/b c+d.txt')
  expect(lean).toEqual(bySdk)
  expect(lean).toMatchObject({ tagCount: 2, size: 5, metadata: { from: 'here' } })
})
