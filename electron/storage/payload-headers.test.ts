import { DeleteObjectsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { payloadHeaders } from './payload-headers.ts'
import type { RequestHandler } from './request-handler.ts'

type SdkRequest = Parameters<RequestHandler['handle']>[0]

/** The headers that a command would be sent with. */
async function headersOf(
  endpoint: string,
  command: PutObjectCommand | DeleteObjectsCommand,
): Promise<Record<string, string>> {
  let headers: Record<string, string> = {}
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async (request: SdkRequest) => {
        headers = request.headers
        return { response: { statusCode: 200, headers: {}, body: Buffer.from('<DeleteResult/>') } }
      },
    },
  })
  client.middlewareStack.use(payloadHeaders)
  if (command instanceof PutObjectCommand) await client.send(command)
  else await client.send(command)
  return headers
}

const put = (bytes: number, checksum = true) =>
  new PutObjectCommand({
    Bucket: 'photos',
    Key: 'a',
    Body: Buffer.alloc(bytes),
    ContentLength: bytes,
    ...(checksum ? { ChecksumCRC32: 'AAAAAA==' } : {}),
  })

test('a large body with its CRC over TLS is not hashed again for the signature', async () => {
  const headers = await headersOf('https://s3.example.com', put(100_000))
  expect(headers['x-amz-content-sha256']).toBe('UNSIGNED-PAYLOAD')
  expect(headers['authorization']).toContain('x-amz-checksum-crc32')
})

test.each([
  ['over plain HTTP', 'http://s3.example.com', put(100_000)],
  ['when it is small', 'https://s3.example.com', put(1000)],
])('a body is signed %s', async (_when, endpoint, command) => {
  const headers = await headersOf(endpoint, command)
  expect(headers['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/)
})

test('DeleteObjects carries a Content-MD5 for older stores', async () => {
  const Delete = { Objects: [{ Key: 'a' }] }
  const command = new DeleteObjectsCommand({ Bucket: 'photos', Delete })
  const headers = await headersOf('http://s3.example.com', command)
  expect(headers['content-md5']).toMatch(/^[A-Za-z0-9+/]{22}==$/)
})
