import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { LocalFile } from '../storage/upload-task.ts'

/** A file as it is at one moment. `identity` changes with every save, whichever way it is made. */
export interface FileState extends LocalFile {
  readonly identity: string
}

/** `undefined` while there is no such file, as in the middle of a save by renaming. */
export async function fileState(path: string): Promise<FileState | undefined> {
  try {
    const { size, mtimeMs, ino, ...stats } = await lstat(path)
    // A link may lead to a file that was never meant to be uploaded.
    if ((stats.mode & 0o170_000) !== 0o100_000) return undefined
    return { path, size, modified: mtimeMs, identity: `${ino} ${size} ${mtimeMs}` }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** SHA-256 of a file's bytes, in hex. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
