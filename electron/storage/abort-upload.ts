import { AbortMultipartUploadCommand } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'

/** How long it may take to clean up, in milliseconds. */
const TIMEOUT = 15_000

/**
 * Removes the parts of an unfinished multipart upload; one that the server no longer knows is no
 * failure. Has a clock of its own, since the caller's signal may be what ended the upload.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html
 */
export async function abortUpload(
  client: BucketClient,
  key: string,
  uploadId: string,
): Promise<void> {
  const does = `remove the parts of “${key}” in the bucket “${client.bucket}”`
  const target = { Bucket: client.bucket, Key: key, UploadId: uploadId }
  try {
    await client.send(
      sdk => sdk.send(new AbortMultipartUploadCommand(target)),
      client.attempt(does, 's3:AbortMultipartUpload', { key }),
      { signal: AbortSignal.timeout(TIMEOUT) },
    )
  } catch (error) {
    if (!(error instanceof AppError) || error.failure.details.serverCode !== 'NoSuchUpload') {
      throw error
    }
  }
}
