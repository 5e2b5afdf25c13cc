import { ListBucketsCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import { NotAnS3Answer } from './not-an-s3-answer.ts'
import { apart } from './request-scope.ts'

/** Milliseconds. */
const PATIENCE = 10_000

/**
 * Whether it is an S3 server that answers, with whatever: by the smallest question there is. The
 * guard of the client's answers finds out.
 */
export async function answersLikeS3(client: S3Client, bucket: string): Promise<boolean> {
  try {
    await apart({ idleTimeout: PATIENCE, signal: AbortSignal.timeout(PATIENCE) }, () =>
      bucket === ''
        ? client.send(new ListBucketsCommand())
        : client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 })),
    )
    return true
  } catch (error) {
    if (error instanceof NotAnS3Answer) return false
    // A refusal is an answer, too.
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } }
    return $metadata?.httpStatusCode !== undefined
  }
}
