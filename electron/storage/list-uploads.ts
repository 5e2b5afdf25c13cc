import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import type { BucketClient } from './bucket-client.ts'

/** A multipart upload that was begun and neither completed nor aborted. */
export interface UnfinishedUpload {
  readonly uploadId: string
  /** Milliseconds since the Unix epoch, by the server's clock; whole seconds at many. */
  readonly initiated: number
}

/**
 * The unfinished uploads to one key. Asks for one page: a thousand of them to a single key is no
 * state that anything of ours leaves behind.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html
 */
export async function listUploads(
  client: BucketClient,
  key: string,
  signal?: AbortSignal,
): Promise<UnfinishedUpload[]> {
  const does = `list the unfinished uploads of “${key}” in the bucket “${client.bucket}”`
  const attempt = client.attempt(does, 's3:ListBucketMultipartUploads', { key })
  const { Uploads = [] } = await client.send(
    sdk => sdk.send(new ListMultipartUploadsCommand({ Bucket: client.bucket, Prefix: key })),
    attempt,
    { signal },
  )
  return Uploads.flatMap(({ Key, UploadId, Initiated }) =>
    Key === key && UploadId && Initiated
      ? [{ uploadId: UploadId, initiated: Initiated.getTime() }]
      : [],
  )
}
