import { AppError } from '#shared/errors.ts'
import { DELIMITER, folderOf } from '#shared/location.ts'
import type { ObjectHead, ObjectPage } from '#shared/s3.ts'

/** What is needed of a bucket to find out what a name stands for. */
export interface NameSource {
  listPage(
    request: { prefix: string; delimiter?: string; maxKeys?: number },
    signal?: AbortSignal,
  ): Promise<ObjectPage>
  head(key: string, signal?: AbortSignal): Promise<ObjectHead>
}

export interface ResolvedName {
  readonly type: 'folder' | 'file' | 'nothing'
  /** The folder itself, or the one that holds the file. */
  readonly prefix: string
}

/**
 * Finds out what stands at a name the user typed. A name without a closing `/` is a file where
 * there is one of exactly that key, else the folder of that name. The bucket itself is a folder.
 *
 * @throws AppError as the storage does, such as `no-such-bucket`; `denied` when neither listing
 * nor reading is allowed.
 */
export async function resolveName(
  bucket: NameSource,
  keyOrPrefix: string,
  signal: AbortSignal,
): Promise<ResolvedName> {
  if (keyOrPrefix === '' || keyOrPrefix.endsWith(DELIMITER)) {
    const found = await exists(bucket, keyOrPrefix, signal)
    return { type: found || keyOrPrefix === '' ? 'folder' : 'nothing', prefix: keyOrPrefix }
  }
  if (await isFile(bucket, keyOrPrefix, signal)) {
    return { type: 'file', prefix: folderOf(keyOrPrefix) }
  }
  const prefix = `${keyOrPrefix}${DELIMITER}`
  if (await exists(bucket, prefix, signal)) return { type: 'folder', prefix }
  return { type: 'nothing', prefix: folderOf(keyOrPrefix) }
}

async function exists(bucket: NameSource, prefix: string, signal: AbortSignal): Promise<boolean> {
  const page = await bucket.listPage({ prefix, maxKeys: 1 }, signal)
  return page.objects.length > 0
}

/** A key sorts before every longer one, so the first of a listing tells whether it is there. */
async function isFile(bucket: NameSource, key: string, signal: AbortSignal): Promise<boolean> {
  try {
    const page = await bucket.listPage({ prefix: key, maxKeys: 1 }, signal)
    return page.objects[0]?.key === key
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'denied') throw error
    // Keys that may read but not list: then only the object itself can answer.
    await bucket.head(key, signal)
    return true
  }
}
