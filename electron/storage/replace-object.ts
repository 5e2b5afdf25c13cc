import type { NotKept } from '#shared/s3.ts'
import type { BucketClient } from './bucket-client.ts'
import { conditionFor } from './conditional-write.ts'
import { contentOf, neverKept, optionalOf, storedAs, taggingHeader } from './copy-attributes.ts'
import { readCopySource } from './copy-source.ts'
import { keepAccess } from './keep-after-copy.ts'
import { putBytes } from './put-bytes.ts'
import { uploadAttempt } from './upload.ts'
import { uploadFromPath } from './upload-from-path.ts'
import type { LocalFile } from './upload-task.ts'

/** New bytes for an object that is there. */
export interface ReplaceRequest {
  readonly key: string
  /** Bytes in memory, or a local file of any size. */
  readonly body: Uint8Array | LocalFile
  /** Only over this version: an ETag, without quotes. */
  readonly ifMatch?: string | undefined
}

export interface ReplaceResult {
  readonly etag: string
  /** What the object had, or may have had, and has no more. */
  readonly notKept: readonly NotKept[]
}

/**
 * Gives an object other bytes and leaves the rest of it as it was: headers, metadata, tags, storage
 * class, encryption, users. S3 has no such request, so all of it is read and put again.
 *
 * @throws AppError `not-found` when it is not there, `changed-meanwhile` when `ifMatch` does not hold
 */
export async function replaceObject(
  client: BucketClient,
  { key, body, ifMatch }: ReplaceRequest,
  signal?: AbortSignal,
): Promise<ReplaceResult> {
  const attempt = uploadAttempt(client, { key })
  const source = await readCopySource(client, { key, etag: ifMatch, tags: true }, signal)
  const { head, tags = [] } = source
  // Read and written as one: nobody may come in between.
  const condition = await conditionFor(client, { key, ifMatch: head.etag }, attempt, signal)
  const stored = {
    ...contentOf(head),
    ...storedAs(head, new Set(optionalOf(source, 'parts'))),
    ...(tags.length > 0 ? { Tagging: taggingHeader(tags) } : {}),
  }
  const task = { key, stored, condition, attempt }
  const { etag = '' } =
    body instanceof Uint8Array
      ? await putBytes(client, { ...task, body }, signal)
      : await uploadFromPath(client, { ...task, body }, signal)
  const users = await keepAccess(client, { source, key }, signal)
  return { etag, notKept: [...neverKept(source, 'parts'), ...users] }
}
