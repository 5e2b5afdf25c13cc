import type { Dirent, Stats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ObjectPage, S3Object } from '#shared/s3.ts'
import { decodedName } from '../files/decoded-name.ts'
import { folderFailure } from './folder-failure.ts'

/** So many entries are asked about at a time. */
const AT_ONCE = 256

/**
 * What a folder of this computer holds, as the one page of a listing. Its files have no storage
 * class: that says instead what an entry is when it is no plain file.
 *
 * @throws AppError `local-file` when the folder is gone, closed to the user, or no folder
 */
export async function localPage(path: string, signal?: AbortSignal): Promise<ObjectPage> {
  try {
    // As bytes, since a name that is not UTF-8 would silently come back as another one.
    const entries = await readdir(path, { withFileTypes: true, encoding: 'buffer' })
    const objects: S3Object[] = []
    const commonPrefixes: string[] = []
    for (let from = 0; from < entries.length; from += AT_ONCE) {
      signal?.throwIfAborted()
      const found = await Promise.all(
        entries.slice(from, from + AT_ONCE).map(entry => looked(path, entry)),
      )
      for (const one of found) {
        if (typeof one === 'string') commonPrefixes.push(one)
        else if (one) objects.push(one)
      }
    }
    return { objects, commonPrefixes }
  } catch (error) {
    throw folderFailure(error, path)
  }
}

/** A file, the name of a folder with its `/`, or nothing for what went meanwhile. */
async function looked(
  path: string,
  { name }: Dirent<Buffer>,
): Promise<S3Object | string | undefined> {
  const text = decodedName(name)
  if (text === undefined) {
    return fileOf(name.toString('utf8'), undefined, 'Name is not UTF-8')
  }
  try {
    const stats = await lstat(join(path, text))
    return stats.isDirectory() ? `${text}/` : fileOf(text, stats, kindOf(stats))
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return gone ? undefined : fileOf(text, undefined, 'Unreadable')
  }
}

function fileOf(key: string, stats: Stats | undefined, storageClass: string): S3Object {
  const { size = 0, mtimeMs = 0 } = stats ?? {}
  return { key, size, modified: Math.round(mtimeMs), etag: '', storageClass }
}

function kindOf(stats: Stats): string {
  if (stats.isFile()) return ''
  if (stats.isSymbolicLink()) return 'Link'
  if (stats.isFIFO()) return 'Pipe'
  return stats.isSocket() ? 'Socket' : 'Device'
}
