import { DeleteObjectCommand } from '@aws-sdk/client-s3'
import type { Attempt } from './attempt.ts'
import type { BucketClient } from './bucket-client.ts'

/** Deletes one key; like S3, content when there is none. In a versioned bucket it leaves a marker. */
export async function deleteObject(
  client: BucketClient,
  key: string,
  signal?: AbortSignal,
): Promise<void> {
  const target = { Bucket: client.bucket, Key: key }
  const attempt = deleteAttempt(client, key)
  await client.send(sdk => sdk.send(new DeleteObjectCommand(target)), attempt, { signal })
}

export function deleteAttempt(client: BucketClient, key: string): Attempt {
  const does = `delete “${key}” from the bucket “${client.bucket}”`
  return client.attempt(does, 's3:DeleteObject', { key })
}
