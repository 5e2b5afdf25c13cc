import { fstatSync } from 'node:fs'
import { constants, type FileHandle, open } from 'node:fs/promises'
import { AppError } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'
import { uploadParts } from './multipart.ts'
import { putOnce } from './put-bytes.ts'
import type { LocalFile, UploadResult, UploadTask } from './upload-task.ts'

/** Up to here one PutObject does it: a known length and no trailer work nearly everywhere. */
export const ONE_PUT = 8 * 1024 * 1024

/**
 * Stores a local file, read by position. The file must be, from before the first byte to after the
 * last, the one that was scanned: a torn mix of two versions is worse than a failure.
 */
export async function uploadFromPath(
  client: BucketClient,
  task: UploadTask<LocalFile>,
  signal?: AbortSignal,
): Promise<UploadResult> {
  const { body } = task
  const file = await opened(body.path)
  try {
    expectUnchanged(file, body)
    const verify = async () => expectUnchanged(file, body)
    if (body.size > ONE_PUT) {
      const read = (at: number, into: Buffer) => readFully(file, body, at, into)
      return await uploadParts(client, { ...task, size: body.size, read, verify }, signal)
    }
    return await putOnce(client, { ...task, size: body.size }, signal, async bytes => {
      await readFully(file, body, 0, bytes)
      await verify()
    })
  } finally {
    await file.close()
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    // Without blocking: to open a pipe would wait for its other end.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw unreadable(path, error)
  }
}

async function readFully(
  file: FileHandle,
  { path, size, modified }: LocalFile,
  at: number,
  into: Buffer,
): Promise<void> {
  let filled = 0
  while (filled < into.length) {
    const { bytesRead } = await file
      .read(into, filled, into.length - filled, at + filled)
      .catch(error => {
        throw unreadable(path, error)
      })
    if (bytesRead === 0) throw changed({ path, size, modified })
    filled += bytesRead
  }
}

/** At once: of a file that is open the system knows this, and a thread of the pool would take longer. */
function expectUnchanged(file: FileHandle, body: LocalFile): void {
  const stats = fstatSync(file.fd)
  if (!stats.isFile()) throw unreadable(body.path, new Error('Not a regular file'))
  const { size, mtimeMs } = stats
  // Times travel as whole milliseconds, the file system keeps finer ones.
  if (size !== body.size || Math.trunc(mtimeMs) !== Math.trunc(body.modified)) throw changed(body)
}

function changed({ path }: LocalFile): AppError {
  return new AppError({
    code: 'source-changed',
    message: `“${path}” was changed while it was read, so it was not stored.`,
    remedy: 'Upload it again when nothing writes to it any more.',
    subject: { path },
  })
}

function unreadable(path: string, cause: unknown): AppError {
  const serverCode = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  return new AppError(
    {
      code: 'local-file',
      message: `The file “${path}” can’t be read.`,
      remedy: 'Check that it is still there and that you may read it.',
      subject: { path },
      details: serverCode === undefined ? {} : { serverCode },
    },
    { cause },
  )
}
