import { Readable } from 'node:stream'
import type { Attempt } from './attempt.ts'
import type { BucketClient } from './bucket-client.ts'
import { conditionFor } from './conditional-write.ts'
import { uploadFromPath } from './upload-from-path.ts'
import { uploadFromStream } from './upload-from-stream.ts'
import type { UploadRequest, UploadResult } from './upload-task.ts'

/**
 * Stores one object, in parts when it is large; memory stays the same whatever the size. Nothing is
 * left behind by a failure or an abort: no object, no unfinished multipart upload.
 *
 * @throws AppError `source-changed` when the local file is not the one that was scanned,
 *   `already-exists` or `changed-meanwhile` when the condition does not hold
 */
export async function upload(
  client: BucketClient,
  request: UploadRequest,
  signal?: AbortSignal,
): Promise<UploadResult> {
  const attempt = uploadAttempt(client, request)
  const { body } = request
  const condition = await conditionFor(client, request, attempt, signal).catch(error => {
    // A stream that is not read would keep its file or socket open.
    if (body instanceof Readable) body.destroy()
    throw error
  })
  return body instanceof Readable
    ? uploadFromStream(client, { ...request, body, condition, attempt }, signal)
    : uploadFromPath(client, { ...request, body, condition, attempt }, signal)
}

/** How an upload that fails is put into words. */
export function uploadAttempt(
  client: BucketClient,
  { key, ifNoneMatch }: Pick<UploadRequest, 'key' | 'ifNoneMatch'>,
): Attempt {
  const conflict = ifNoneMatch ? 'already-exists' : 'changed-meanwhile'
  const does = `store “${key}” in the bucket “${client.bucket}”`
  return client.attempt(does, 's3:PutObject', { key, conflict })
}
