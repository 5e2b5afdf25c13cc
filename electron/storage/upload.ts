import { Readable } from 'node:stream'
import type { Attempt } from './attempt.ts'
import type { BucketClient } from './bucket-client.ts'
import { conditionFor, type WriteWish } from './conditional-write.ts'
import { uploadFromPath } from './upload-from-path.ts'
import { uploadFromStream } from './upload-from-stream.ts'

/** A local file as the scan saw it: bytes, and milliseconds since the Unix epoch. */
export interface LocalFile {
  readonly path: string
  readonly size: number
  readonly modified: number
}

/** What to store where. Without a condition, what is there is replaced. */
export interface UploadRequest extends WriteWish {
  readonly body: LocalFile | Readable
  readonly contentType?: string | undefined
  /** Bytes handed to the network since the last call; adds up to the whole, retries or not. */
  readonly onProgress?: ((deltaBytes: number) => void) | undefined
}

/** What was stored. */
export interface UploadResult {
  readonly etag?: string
  readonly versionId?: string
  readonly bytes: number
}

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
  const condition = await conditionFor(client, request, attempt, signal)
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
