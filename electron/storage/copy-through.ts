import type { BucketClient } from './bucket-client.ts'
import { contentOf, type Optional, storedAs, taggingHeader } from './copy-attributes.ts'
import type { CopyTask, StoredCopy } from './copy-request.ts'
import { uploadFromSizedStream } from './upload-from-sized-stream.ts'

/**
 * Copies an object from another endpoint: read there, pinned to its version and proven by its
 * checksum, and stored here, with memory that stays the same whatever the size.
 *
 * @returns what this server says of the copy
 */
export async function copyThrough(
  client: BucketClient,
  task: CopyTask,
  kept: ReadonlySet<Optional>,
  signal: AbortSignal | undefined,
): Promise<StoredCopy> {
  const { source, key, condition, attempt, onProgress } = task
  const { head, tags = [] } = source
  let moved = 0
  const counted = (delta: number) => {
    moved += delta
    onProgress?.(delta)
  }
  await condition.check()
  const body = await source.open(signal)
  // It may fail before it is read; its reader meets the error then.
  body.on('error', () => undefined)
  try {
    const stored = {
      ...contentOf(head),
      ...storedAs(head, kept),
      ...(kept.has('tags') && tags.length > 0 ? { Tagging: taggingHeader(tags) } : {}),
    }
    const upload = { key, body, size: head.size, condition, attempt, stored, onProgress: counted }
    const { etag = '' } = await uploadFromSizedStream(client, upload, signal)
    counted(head.size - moved)
    return { etag }
  } catch (error) {
    counted(-moved)
    throw error
  }
}
