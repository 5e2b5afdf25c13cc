import { constants, linkSync, renameSync, unlinkSync } from 'node:fs'
import { link, lstat, open, rename, rm, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '#shared/errors.ts'
import { withEnding } from '#shared/local-names.ts'
import type { Disk } from './disk.ts'
import { DiskFile } from './disk-file.ts'
import { syncFolder } from './folder-sync.ts'
import { localFailure } from './local-failure.ts'
import { isCode } from './local-target.ts'
import { markOrigin } from './mark-origin.ts'
import { WriteBack } from './write-back.ts'

/** What a file may be: readable as the user's umask says, never executable. */
const MODE = 0o666

/**
 * A download on its way: `name.<token>.pail-part` beside the final name, seen by nobody else, put
 * in place by one rename when it is whole, gone when it is not.
 */
export class PartFile {
  readonly path: string
  readonly #final: string
  readonly #disk: Disk
  readonly #file: DiskFile
  readonly #writeBack: WriteBack
  #placed = false

  private constructor(path: string, final: string, disk: Disk, file: DiskFile) {
    this.path = path
    this.#final = final
    this.#disk = disk
    this.#file = file
    this.#writeBack = new WriteBack(file)
  }

  /**
   * Opens the part file that an earlier try left, or makes it.
   *
   * @param final the absolute path the file is for; its folder must exist
   * @param disk that its folder is on
   * @param kept the identity of the part file that is gone on with; any other is made anew
   */
  static async open(final: string, token: string, disk: Disk, kept?: string): Promise<PartFile> {
    const path = partPath(final, token)
    const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants
    // O_NOFOLLOW does not exist on Windows; O_EXCL alone refuses whatever is there already.
    const flags = O_RDWR | (O_NOFOLLOW ?? 0)
    try {
      if (kept !== undefined && (await identityOf(path)) === kept) {
        return new PartFile(path, final, disk, await DiskFile.open(path, flags, 0, disk))
      }
      const make = () => DiskFile.open(path, flags | O_CREAT | O_EXCL, MODE, disk)
      const file = await make().catch(async error => {
        if (!isCode(error, 'EEXIST')) throw error
        // Its name holds a number that nobody else can know, so it is ours, of a try that was lost.
        await rm(path, { force: true })
        return await make()
      })
      return new PartFile(path, final, disk, file)
    } catch (error) {
      throw localFailure(error, final)
    }
  }

  /** Tells this very file from any other, whatever its name becomes. */
  async identity(): Promise<string> {
    try {
      return identity(await this.#file.stat())
    } catch (error) {
      throw localFailure(error, this.#final)
    }
  }

  /** A piece of what was written before. @returns fewer bytes where the file ends */
  async read(into: Buffer, position: number): Promise<Buffer> {
    let filled = 0
    while (filled < into.length) {
      const bytes = await this.#read(into.subarray(filled), position + filled)
      if (bytes === 0) break
      filled += bytes
    }
    return into.subarray(0, filled)
  }

  async write(bytes: Uint8Array, position: number): Promise<void> {
    let written = 0
    try {
      while (written < bytes.length) {
        written += await this.#file.write(bytes.subarray(written), position + written)
      }
      this.#writeBack.wrote(written)
    } catch (error) {
      throw localFailure(error, this.#final)
    }
  }

  /** Writes chunks one after the other, with one call where that is possible. */
  async writeAll(chunks: readonly Uint8Array[], position: number): Promise<void> {
    const [only] = chunks
    if (only && chunks.length === 1) return await this.write(only, position)
    let written = 0
    try {
      written = await this.#file.writeAll(chunks, position)
      this.#writeBack.wrote(written)
    } catch (error) {
      throw localFailure(error, this.#final)
    }
    let at = 0
    for (const chunk of chunks) {
      const done = Math.max(0, Math.min(chunk.length, written - at))
      if (done < chunk.length) await this.write(chunk.subarray(done), position + at + done)
      at += chunk.length
    }
  }

  /** Starts over with nothing written. */
  async clear(): Promise<void> {
    try {
      await this.#file.truncate()
    } catch (error) {
      throw localFailure(error, this.#final)
    }
  }

  /** Everything written so far, from the start, in pieces that are only valid until the next. */
  async *content(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const buffer = Buffer.allocUnsafe(1024 * 1024)
    for (let position = 0; ; ) {
      signal.throwIfAborted()
      const bytes = await this.#read(buffer, position)
      if (bytes === 0) return
      yield buffer.subarray(0, bytes)
      position += bytes
    }
  }

  async #read(buffer: Buffer, position: number): Promise<number> {
    try {
      return await this.#file.read(buffer, position)
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
      await markOrigin(this.path)
      await this.#writeBack.settled()
      await this.#file.sync()
      await this.#file.close()
      if (how === 'replace') await this.#replace()
      else await placeNew(this.path, this.#final, this.#disk)
      this.#placed = true
      await syncFolder(dirname(this.#final))
    } catch (error) {
      throw localFailure(error, this.#final)
    }
  }

  async #replace(): Promise<void> {
    await this.#disk.ask(
      () => renameSync(this.path, this.#final),
      () => rename(this.path, this.#final),
    )
  }

  async #dress(modified: number | undefined): Promise<void> {
    try {
      if (modified !== undefined) await this.#file.setTimes(new Date(), new Date(modified))
    } catch (error) {
      // FAT and some network shares keep no times; the bytes are what counts.
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].some(code => isCode(error, code)))
        throw error
    }
  }

  /** Leaves it for a later try. */
  async keep(): Promise<void> {
    await this.#file.close()
  }

  /** Leaves nothing behind, unless it was placed. */
  async discard(): Promise<void> {
    await this.#file.close()
    if (!this.#placed) await rm(this.path, { force: true })
  }
}

/** Where the bytes of a file are while it is downloaded. @param token names the item, for ever */
export function partPath(final: string, token: string): string {
  return join(dirname(final), withEnding(basename(final), `.${token}.pail-part`))
}

/** See {@link PartFile.identity}; `undefined` when there is no such file. */
export async function identityOf(path: string): Promise<string | undefined> {
  try {
    return identity(await lstat(path, { bigint: true }))
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw localFailure(error, path)
  }
}

function identity({ dev, ino }: { dev: bigint; ino: bigint }): string {
  return `${dev}:${ino}`
}

/** A hard link never replaces; where there are none, an empty file of ours holds the name first. */
async function placeNew(part: string, final: string, disk: Disk): Promise<void> {
  try {
    await disk.ask(
      () => linkSync(part, final),
      () => link(part, final),
    )
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
  await disk.ask(
    () => unlinkSync(part),
    () => unlink(part),
  )
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

/** Whether anything, even a broken link, has this path. */
export async function isTaken(path: string): Promise<boolean> {
  return (await identityOf(path)) !== undefined
}
