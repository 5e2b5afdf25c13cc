import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { BucketClient } from './bucket-client.ts'
import { TIMEOUTS } from './connection-options.ts'
import type { RequestHandler } from './request-handler.ts'

type SdkRequest = Parameters<RequestHandler['handle']>[0]

/** A bucket that lives in Ireland, as the endpoints of all regions answer for it. */
function bucketInIreland(aws: boolean): { client: BucketClient; asked: string[] } {
  const asked: string[] = []
  const open = (region = 'us-east-1') =>
    new S3Client({
      region,
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      requestHandler: {
        handle: async (request: SdkRequest) => {
          asked.push(request.hostname)
          const headers = { 'x-amz-bucket-region': 'eu-west-1', etag: '"e"' }
          const statusCode = region === 'eu-west-1' ? 200 : 301
          return { response: { statusCode, headers, body: Buffer.alloc(0) } }
        },
      },
    })
  const capabilities = {
    conditionalWrites: 'yes',
    conditionalCopies: 'yes',
    deleteObjects: true,
    checksumMode: 'yes',
    uploadChecksums: 'yes',
  } as const
  const client = new BucketClient({
    bucket: 'photos',
    subject: {},
    capabilities: { ...capabilities },
    open,
    aws,
    timeouts: TIMEOUTS,
  })
  return { client, asked }
}

const look = (sdk: S3Client) => sdk.send(new HeadObjectCommand({ Bucket: 'photos', Key: 'a' }))

test('a bucket of AWS is followed to its region once', async () => {
  const { client, asked } = bucketInIreland(true)
  const attempt = client.attempt('look', 's3:GetObject')
  await client.send(look, attempt)
  await client.send(look, attempt)
  expect(asked).toEqual([
    'photos.s3.us-east-1.amazonaws.com',
    'photos.s3.eu-west-1.amazonaws.com',
    'photos.s3.eu-west-1.amazonaws.com',
  ])
})

test('a stranger’s server can’t send us elsewhere', async () => {
  const { client, asked } = bucketInIreland(false)
  const looking = client.send(look, client.attempt('look', 's3:GetObject'))
  await expect(looking).rejects.toMatchObject({
    code: 'wrong-region',
    failure: { details: { region: 'eu-west-1' } },
  })
  expect(asked).toHaveLength(1)
})
