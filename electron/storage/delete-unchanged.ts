import { DeleteObjectCommand } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { ObjectHead } from '#shared/s3.ts'
import type { BucketClient } from './bucket-client.ts'
import { deleteAttempt } from './delete-object.ts'
import { head as headOf } from './head.ts'
import { quoted } from './read.ts'

/**
 * Deletes an object if it is still the one that was looked at; content when it is gone already.
 * Amazon holds to the condition by itself. Elsewhere HEAD asks first, which leaves a gap of one
 * request.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 * @throws AppError `changed-meanwhile`; nothing was deleted then
 */
export async function deleteUnchanged(
  client: BucketClient,
  known: Pick<ObjectHead, 'key' | 'etag' | 'modified'>,
  signal?: AbortSignal,
): Promise<void> {
  const { key, etag } = known
  const attempt = { ...deleteAttempt(client, key), conflict: 'changed-meanwhile' as const }
  try {
    // Also at Amazon: the ETag in the condition is the same for the same bytes written again.
    const now = await headOf(client, key, signal)
    if (now.etag !== etag || now.modified !== known.modified) throw changed(client, key)
    const condition = client.aws && etag !== '' ? { IfMatch: quoted(etag) } : {}
    const request = { Bucket: client.bucket, Key: key, ...condition }
    await client.send(sdk => sdk.send(new DeleteObjectCommand(request)), attempt, {
      signal,
      patience: 'long',
    })
  } catch (error) {
    // A first try deleted it, and its answer was lost.
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
  }
}

function changed(client: BucketClient, key: string): AppError {
  return new AppError({
    code: 'changed-meanwhile',
    message: `“${key}” in the bucket “${client.bucket}” was changed by someone else after it was copied.`,
    remedy: 'The original was left where it is. Refresh the listing and decide which one to keep.',
    subject: { bucket: client.bucket, key },
  })
}
