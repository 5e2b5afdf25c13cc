import { randomBytes } from 'node:crypto'
import { constants, type FileHandle, link, lstat, open, rename, rm, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '#shared/errors.ts'
import { withEnding } from '#shared/local-names.ts'
import { localFailure } from './local-failure.ts'
import { isCode } from './local-target.ts'

/** What a finished file may be: readable as the user's umask says, never executable. */
const FINAL_MODE = 0o666 & ~process.umask()

/**
 * A download on its way: `name.<random>.pail-part` beside the final name, seen by nobody else, put
 * in place by one rename when it is whole, gone when it is not.
 */
export class PartFile {
  readonly path: string
  readonly #final: string
  readonly #file: FileHandle
  #placed = false

  private constructor(path: string, final: string, file: FileHandle) {
    this.path = path
    this.#final = final
    this.#file = file
  }

  /** @param final the absolute path the file is for; its folder must exist */
  static async create(final: string): Promise<PartFile> {
    const name = withEnding(basename(final), `.${randomBytes(5).toString('hex')}.pail-part`)
    const path = join(dirname(final), name)
    const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants
    try {
      // O_NOFOLLOW does not exist on Windows; O_EXCL alone refuses whatever is there already.
      const file = await open(path, O_CREAT | O_EXCL | O_RDWR | (O_NOFOLLOW ?? 0), 0o600)
      return new PartFile(path, final, file)
    } catch (error) {
      throw localFailure(error, final)
    }
  }

  async write(bytes: Uint8Array, position: number): Promise<void> {
    let written = 0
    try {
      while (written < bytes.length) {
        const left = bytes.length - written
        const result = await this.#file.write(bytes, written, left, position + written)
        written += result.bytesWritten
      }
    } catch (error) {
      throw localFailure(error, this.#final)
    }
  }

  /** Starts over with nothing written. */
  async clear(): Promise<void> {
    try {
      await this.#file.truncate(0)
    } catch (error) {
      throw localFailure(error, this.#final)
    }
  }

  /** Everything written so far, from the start, in pieces that are only valid until the next. */
  async *content(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const buffer = Buffer.allocUnsafe(1024 * 1024)
    for (let position = 0; ; ) {
      signal.throwIfAborted()
      const { bytesRead } = await this.#read(buffer, position)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
      position += bytesRead
    }
  }

  async #read(buffer: Buffer, position: number): Promise<{ bytesRead: number }> {
    try {
      return await this.#file.read(buffer, 0, buffer.length, position)
    } catch (error) {
      throw localFailure(error, this.#final)
    }
  }

  /**
   * Makes the bytes safe and gives the file its name.
   *
   * @param modified milliseconds since the Unix epoch, where known
   * @throws AppError `already-exists` when the name is taken and was not to be replaced
   */
  async place(how: 'new' | 'replace', modified: number | undefined): Promise<void> {
    try {
      await this.#dress(modified)
      await this.#file.sync()
      await this.#file.close()
      if (how === 'replace') await rename(this.path, this.#final)
      else await placeNew(this.path, this.#final)
      this.#placed = true
      await syncFolder(dirname(this.#final))
    } catch (error) {
      throw localFailure(error, this.#final)
    }
  }

  async #dress(modified: number | undefined): Promise<void> {
    try {
      if (modified !== undefined) await this.#file.utimes(new Date(), new Date(modified))
      await this.#file.chmod(FINAL_MODE)
    } catch (error) {
      // FAT and some network shares keep neither times nor modes; the bytes are what counts.
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].some(code => isCode(error, code)))
        throw error
    }
  }

  /** Leaves nothing behind, unless it was placed. */
  async discard(): Promise<void> {
    await this.#file.close()
    if (!this.#placed) await rm(this.path, { force: true })
  }
}

/** A hard link never replaces; where there are none, an empty file of ours holds the name first. */
async function placeNew(part: string, final: string): Promise<void> {
  try {
    await link(part, final)
  } catch (error) {
    if (isCode(error, 'EEXIST')) throw taken(final)
    if (!NO_LINKS.some(code => isCode(error, code))) throw error
    await claim(final)
    await rename(part, final).catch(async cause => {
      await rm(final, { force: true })
      throw cause
    })
    return
  }
  await unlink(part)
}

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EISDIR', 'EACCES']

async function claim(final: string): Promise<void> {
  try {
    await (await open(final, 'wx', 0o600)).close()
  } catch (error) {
    throw isCode(error, 'EEXIST') ? taken(final) : error
  }
}

function taken(path: string): AppError {
  return new AppError({
    code: 'already-exists',
    message: `“${basename(path)}” appeared in the folder while it was downloaded.`,
    remedy: 'Download it again and choose whether to replace the file that is there.',
    subject: { path },
  })
}

/**
 * A rename is atomic but not durable until its folder is written. The file has its name by now, so
 * a folder that can't be synced (on Windows, many network shares, write-only folders) is no failure.
 */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY).catch(() => undefined)
  await folder?.sync().catch(() => 'as safe as this file system makes it')
  await folder?.close()
}

/** Whether anything, even a broken link, has this path. */
export async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false
    throw localFailure(error, path)
  }
}
