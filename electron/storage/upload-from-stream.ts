import { PassThrough, pipeline, type Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { asError } from './as-error.ts'
import type { BucketClient } from './bucket-client.ts'
import { failureOf } from './failure.ts'
import { withGrace } from './grace.ts'
import { onlyForward, resultOf } from './put-bytes.ts'
import type { RequestScope } from './request-scope.ts'
import type { UploadResult, UploadTask } from './upload-task.ts'

const MiB = 1024 * 1024
/** 10,000 of them are 78 GiB: more a stream of unknown length cannot have. */
const PART = 8 * MiB
/** Parts in flight. */
const LANES = 3
/** What is read ahead of the parts, in bytes. */
const READ_AHEAD = MiB
/** How long a failed upload may take to clean up behind itself, in milliseconds. */
const ABORT_TIMEOUT = 15_000

/**
 * Stores a stream of unknown length with lib-storage's `Upload`: at most {@link LANES} parts and the
 * one being filled are in memory. A stream that fails, like an abort, leaves nothing behind.
 */
export async function uploadFromStream(
  client: BucketClient,
  { key, body, contentType, condition, attempt, onProgress }: UploadTask<Readable>,
  signal?: AbortSignal,
): Promise<UploadResult> {
  let bytes = 0
  // `Upload` waits for the source even when a part has failed: ending the source ends the wait.
  const source = new PassThrough({ highWaterMark: READ_AHEAD })
  const stop = () => source.destroy(asError(signal?.reason))
  source.on('data', (chunk: Buffer) => (bytes += chunk.length)).pause()
  pipeline(body, source, error => error && source.destroy(error))
  signal?.addEventListener('abort', stop, { once: true })
  const params = { Bucket: client.bucket, Key: key, Body: source, ContentType: contentType }
  try {
    signal?.throwIfAborted()
    const upload = new Upload({
      client: sender(client, { signal, patience: 'long' }, onProgress, condition.check, error =>
        source.destroy(error),
      ),
      params: { ...params, ...condition.headers },
      partSize: PART,
      queueSize: LANES,
      leavePartsOnError: false,
    })
    const stored = await upload.done()
    return resultOf(stored.ETag, stored.VersionId, bytes)
  } catch (error) {
    body.destroy()
    if (signal?.aborted) throw signal.reason
    throw failureOf(error, attempt)
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/**
 * The client as `Upload` sees it. `Upload` sends without a signal, counts whole parts only, and lets
 * a failed clean-up hide what failed first.
 */
function sender(
  client: BucketClient,
  scope: RequestScope,
  onProgress: ((deltaBytes: number) => void) | undefined,
  check: () => Promise<void>,
  onFailure: (error: Error) => void,
): S3Client {
  const send: S3Client['send'] = async (command: Parameters<S3Client['send']>[0]) => {
    if (command instanceof AbortMultipartUploadCommand) {
      const clock = { signal: AbortSignal.timeout(ABORT_TIMEOUT) }
      return client.sendRaw(sdk => sdk.send(command), clock).catch(() => ({ $metadata: {} }))
    }
    try {
      // `Upload` decides by the first part whether it needs a multipart upload.
      if (command instanceof CompleteMultipartUploadCommand) await check()
      if (command instanceof CreateMultipartUploadCommand) {
        await check()
        return await withGrace(scope.signal, signal =>
          client.sendRaw(sdk => sdk.send(command), { ...scope, signal }),
        )
      }
      const onBodyBytes = onlyForward(onProgress)
      return await client.sendRaw(sdk => sdk.send(command), { ...scope, onBodyBytes })
    } catch (error) {
      onFailure(asError(error))
      throw error
    }
  }
  return Object.create(client.sdk, { send: { value: send } })
}
