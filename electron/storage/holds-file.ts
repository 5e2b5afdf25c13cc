import { createReadStream } from 'node:fs'
import { AppError } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'
import { startChecksum, wholeChecksum } from './checksum.ts'
import { etagDigest } from './etag-digest.ts'
import { head } from './head.ts'
import { resultOf } from './put-bytes.ts'
import type { LocalFile, UploadResult } from './upload-task.ts'

/** Most bytes that are read at a time. */
const PIECE = 1024 * 1024

/**
 * Whether an object is, byte for byte, what a local file is now. Tells an upload whose answer was
 * lost from someone else's object: by the checksum of the whole, or by an ETag that is an MD5, see
 * {@link etagDigest}.
 *
 * @returns `undefined` for other bytes, for no object, and where nothing proves that they are the same
 */
export async function holdsFile(
  client: BucketClient,
  key: string,
  { path, size }: LocalFile,
  signal?: AbortSignal,
): Promise<UploadResult | undefined> {
  const found = await head(client, key, signal).catch(error => {
    if (error instanceof AppError && error.code === 'not-found') return undefined
    throw error
  })
  if (found?.size !== size) return undefined
  const expected = wholeChecksum(found.checksums, found.checksumType)
  const checksum = expected && startChecksum(expected.algorithm)
  const digest = etagDigest(found.etag, size)
  for await (const chunk of pieces(path, size, signal)) {
    checksum?.update(chunk)
    digest.update(chunk)
  }
  const same = checksum ? checksum.value() === expected?.value : digest.matches()
  return same ? resultOf(found.etag, found.versionId, size) : undefined
}

/** Whether the bytes of a local file have an ETag. `false` also where the ETag says nothing of the bytes. */
export async function hasETag(
  path: string,
  { size, etag }: { readonly size: number; readonly etag: string },
  signal?: AbortSignal,
): Promise<boolean> {
  const digest = etagDigest(etag, size)
  let read = 0
  for await (const chunk of pieces(path, size, signal)) {
    digest.update(chunk)
    read += chunk.length
  }
  return read === size && digest.matches()
}

/** A file from its start; many small ones do not each cost a large buffer. */
function pieces(path: string, size: number, signal: AbortSignal | undefined) {
  const highWaterMark = Math.min(PIECE, Math.max(1024, size))
  return createReadStream(path, { highWaterMark, signal })
}
