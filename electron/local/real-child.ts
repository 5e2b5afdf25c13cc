import { lstat, realpath } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { folderFailure, notAChild } from './folder-failure.ts'

/**
 * The path of a folder inside a folder. What the window names must be one real folder right there:
 * not a way out, and no link to elsewhere.
 *
 * @throws AppError `local-file` when it is not
 */
export async function realChild(folder: string, name: string): Promise<string> {
  const path = childPath(folder, name)
  try {
    if (!(await lstat(path)).isDirectory()) throw notAChild(name)
    const [parent, child] = await Promise.all([realpath(folder), realpath(path)])
    if (resolve(child, '..') !== parent) throw notAChild(name)
    return path
  } catch (error) {
    throw folderFailure(error, path)
  }
}

/**
 * The path of something in a folder, by its one name.
 *
 * @throws AppError `local-file` for a name that leads anywhere else
 */
export function childPath(folder: string, name: string): string {
  const separates = name.includes('/') || name.includes(sep) || name.includes('\0')
  // A drive's letter or a stream's name would be another place on Windows.
  const leads = sep === '\\' && name.includes(':')
  if (name === '' || name === '.' || name === '..' || separates || leads) throw notAChild(name)
  return join(folder, name)
}
