import { Readable } from 'node:stream'
import type { Attempt } from './attempt.ts'
import type { BucketClient } from './bucket-client.ts'
import { conditionFor } from './conditional-write.ts'
import { uploadFromPath } from './upload-from-path.ts'
import { uploadFromSizedStream } from './upload-from-sized-stream.ts'
import { uploadFromStream } from './upload-from-stream.ts'
import type { UploadRequest, UploadResult } from './upload-task.ts'

/**
 * Stores one object, in parts when it is large; memory stays the same whatever the size. Nothing is
 * left behind by a failure or an abort: no object, no unfinished multipart upload.
 *
 * @throws AppError `source-changed` when the local file is not the one that was scanned, or the
 *   stream not as long as was said, `already-exists` or `changed-meanwhile` when the condition does not hold
 */
export async function upload(
  client: BucketClient,
  request: UploadRequest,
  signal?: AbortSignal,
): Promise<UploadResult> {
  const attempt = uploadAttempt(client, request)
  const { body } = request
  // It may fail before it is read; its reader meets the error then.
  if (body instanceof Readable) body.on('error', () => undefined)
  const condition = await conditionFor(client, request, attempt, signal).catch(error => {
    // A stream that is not read would keep its file or socket open.
    if (body instanceof Readable) body.destroy()
    throw error
  })
  const task = { ...request, condition, attempt }
  if (!(body instanceof Readable)) return uploadFromPath(client, { ...task, body }, signal)
  const { size } = request
  return size === undefined
    ? uploadFromStream(client, { ...task, body }, signal)
    : uploadFromSizedStream(client, { ...task, body, size }, signal)
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
