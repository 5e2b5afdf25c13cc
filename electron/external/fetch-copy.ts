import { createWriteStream } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '#shared/errors.ts'
import { type ExternalObject, MAX_EXTERNAL_BYTES } from '#shared/external.ts'
import { lastSegment } from '#shared/location.ts'
import type { ReadResult } from '../storage/read.ts'
import { verified } from '../storage/verified-stream.ts'
import { localFailure } from '../transfers/local-failure.ts'
import type { EditStorage } from './edit-storage.ts'
import { looksLikeProgram } from './runs-when-opened.ts'

/** Why an object that would be run is not opened. */
export function refused(key: string): AppError {
  return new AppError({
    code: 'not-supported',
    message: `“${lastSegment(key)}” would be run or installed when opened, so Pail does not open it.`,
    remedy: 'Download it instead, and open it yourself if you trust where it comes from.',
    subject: { key },
  })
}

/**
 * Fetches an object into a new file that only the user can read, in a new folder that only the user
 * can enter. Nothing of it may be executed. Gives the ETag of what arrived.
 *
 * @throws AppError `changed-meanwhile`, `too-large`, `corrupted`, `not-supported` for programs
 */
export async function fetchCopy(
  storage: EditStorage,
  { key, etag: ifMatch }: Pick<ExternalObject, 'key' | 'etag'>,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const result = await storage.read({ key, ifMatch }, signal)
  if (result.size > MAX_EXTERNAL_BYTES) {
    result.stream.destroy()
    throw tooLarge(key)
  }
  await writeCopy(key, result, path, signal, refusePrograms(key))
  return result.etag
}

/** Passes bytes on, and may fail over what they are. */
type Look = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>

/**
 * Writes an open object into a new file that only the user can read, in a new folder that only the
 * user can enter. Nothing of it may be executed.
 *
 * @throws AppError `corrupted`, `local-file`, and what `look` throws
 */
export async function writeCopy(
  key: string,
  result: ReadResult,
  path: string,
  signal: AbortSignal,
  look: Look = chunks => chunks,
): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    // `wx`: never through a link that somebody planted under that name.
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
    await pipeline(verified(key, result), look, file, { signal })
    // The mode of a new file is less whatever the umask takes; this one is exact.
    await chmod(path, 0o600)
  } catch (error) {
    result.stream.destroy()
    if (signal.aborted) throw signal.reason
    throw localFailure(error, path)
  }
}

/** Passes bytes on, after a look at the first ones. */
function refusePrograms(key: string): Look {
  return async function* (chunks) {
    let head: Buffer | undefined = Buffer.alloc(0)
    for await (const chunk of chunks) {
      if (head) {
        head = Buffer.concat([head, chunk])
        if (head.length < 64) continue
        if (looksLikeProgram(head)) throw refused(key)
        yield head
        head = undefined
      } else yield chunk
    }
    if (!head) return
    if (looksLikeProgram(head)) throw refused(key)
    yield head
  }
}

function tooLarge(key: string): AppError {
  return new AppError({
    code: 'too-large',
    message: `“${lastSegment(key)}” is larger than 2 GB, which is too large to be fetched and stored again at every save.`,
    remedy: 'Download it, and upload it again when you are done with it.',
    subject: { key },
  })
}
