import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { AppError } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'
import { UNCONDITIONAL } from './conditional-write.ts'
import { uploadParts } from './multipart.ts'
import type { NamedFile } from './named-file.ts'
import { putBytes } from './put-bytes.ts'
import { upload, uploadAttempt } from './upload.ts'

/** Something to store under a name. */
export interface FileToStore extends NamedFile {
  /** A string is the text itself; a local file is `{ path }`. */
  readonly file: string | Uint8Array | Readable | { readonly path: string }
  /** `false` reads a stream to its end first and stores it with one request. Default `true`. */
  readonly directStream?: boolean | undefined
  readonly contentType?: string | undefined
}

/** Bytes above this go in parts, so that a failure does not cost them all. */
const ONE_PUT = 64 * 1024 * 1024

/** Stores a file under a key, replacing what is there; returns its name. */
export async function uploadFile(
  client: BucketClient,
  key: string,
  { file, fileName, directStream = true, contentType, signal }: FileToStore,
): Promise<string> {
  if (typeof file === 'string')
    await storeBytes(client, key, Buffer.from(file), contentType, signal)
  else if (file instanceof Uint8Array) await storeBytes(client, key, file, contentType, signal)
  else if (!(file instanceof Readable)) {
    const body = { path: file.path, ...(await sizeAndTime(file.path)) }
    await upload(client, { key, body, contentType }, signal)
  } else if (directStream) await upload(client, { key, body: file, contentType }, signal)
  else await storeBytes(client, key, await buffer(file), contentType, signal)
  return fileName
}

async function storeBytes(
  client: BucketClient,
  key: string,
  body: Uint8Array,
  contentType: string | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const attempt = uploadAttempt(client, { key })
  const task = { key, contentType, condition: UNCONDITIONAL, attempt }
  if (body.length <= ONE_PUT) await putBytes(client, { ...task, body }, signal)
  else {
    const read = async (at: number, into: Buffer) => into.set(body.subarray(at, at + into.length))
    const verify = async () => undefined
    await uploadParts(client, { ...task, size: body.length, read, verify }, signal)
  }
}

async function sizeAndTime(path: string): Promise<{ size: number; modified: number }> {
  const { size, mtimeMs } = await stat(path).catch(cause => {
    throw new AppError(
      {
        code: 'local-file',
        message: `The file “${path}” can’t be read.`,
        remedy: 'Check that it is still there and that you may read it.',
        subject: { path },
      },
      { cause },
    )
  })
  return { size, modified: mtimeMs }
}
