import type { Readable } from 'node:stream'
import type { BucketClient } from './bucket-client.ts'
import { failureOf } from './failure.ts'
import { uploadParts } from './multipart.ts'
import { putOnce } from './put-bytes.ts'
import { StreamReader } from './stream-reader.ts'
import { ONE_PUT } from './upload-from-path.ts'
import type { UploadResult, UploadTask } from './upload-task.ts'

/**
 * Stores a stream whose length is known, the way a local file is: read into buffers that are used
 * again, so that memory stays the same, and stored only when it is exactly as long as was said.
 *
 * @throws AppError `source-changed` for a stream that is shorter or longer
 */
export async function uploadFromSizedStream(
  client: BucketClient,
  task: UploadTask<Readable> & { readonly size: number },
  signal?: AbortSignal,
): Promise<UploadResult> {
  const { body, size, key } = task
  const reader = new StreamReader(body, key)
  const verify = () => reader.expectEnd(signal)
  try {
    if (size > ONE_PUT) {
      // Lanes ask in the order of their parts, and the reader serves in the order it is asked.
      const read = (_at: number, into: Buffer, stop: AbortSignal) => reader.fill(into, stop)
      return await uploadParts(client, { ...task, memory: undefined, read, verify }, signal)
    }
    return await putOnce(client, task, signal, async bytes => {
      await reader.fill(bytes, signal)
      await verify()
    })
  } catch (error) {
    throw signal?.aborted ? signal.reason : failureOf(error, task.attempt)
  } finally {
    body.destroy()
  }
}
