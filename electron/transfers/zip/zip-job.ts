import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { AppError } from '#shared/errors.ts'
import type { Disk } from '../disk.ts'
import type { PartFileTable } from '../journal/part-file-table.ts'
import { identityOf, isTaken, PartFile, partPath } from '../part-file.ts'
import { ZipWriter } from './zip-writer.ts'

/** The members of a zip are counted as one item of the job's part files. */
const ITEM = 0
/** Of the random part in the name of each try's file. */
const TRY_BYTES = 3

/**
 * The file of a zip job on its way, beside its final name. Members are added one after another, in
 * the order in which they come; the first failure ends it for all, and leaves nothing.
 */
export class ZipJob {
  readonly #part: PartFile
  readonly #writer: ZipWriter
  readonly #forget: () => void
  #last: Promise<unknown> = Promise.resolve()
  #failed: { readonly reason: unknown; readonly gone: Promise<void> } | undefined

  private constructor(part: PartFile, forget: () => void) {
    this.#part = part
    this.#forget = forget
    this.#writer = new ZipWriter(part)
  }

  /**
   * Begins the file anew, whatever an earlier try left of it.
   *
   * @param token is in the name of each try's file, and the same for all of them: what a kill left
   *   before the journal knew of it is found by its name
   * @returns `placed` when the whole file got its name just before an interruption
   * @throws AppError `already-exists` when something else has the name
   */
  static async open(
    table: PartFileTable,
    job: number,
    final: string,
    token: string,
    disk: Disk,
  ): Promise<ZipJob | 'placed'> {
    const known = table.of(job, ITEM)
    if (await isTaken(final)) {
      if (known?.final !== final || (await identityOf(final)) !== known.inode) throw taken(final)
      // Between its new name and the end of the old one it has both.
      await removeTries(final, token)
      return 'placed'
    }
    await removeTries(final, token)
    // Of its own: the last try may still be removing its file.
    const part = await PartFile.open(final, tryToken(token, randomBytes(TRY_BYTES)), disk)
    const inode = await part.identity()
    const { path } = part
    table.begin(job, { item: ITEM, path, final, etag: '', size: 0, chunk: 0, inode })
    return new ZipJob(part, () => {
      // By now the row may be that of the next try.
      if (table.of(job, ITEM)?.path === path) table.end(job, ITEM)
    })
  }

  /** Removes what an earlier process left of the file. */
  static async sweep(
    table: PartFileTable,
    job: number,
    final: string,
    token: string,
  ): Promise<void> {
    await removeTries(final, token)
    table.end(job, ITEM)
  }

  /** Does something with the archive once all before it is done. */
  add<T>(write: (writer: ZipWriter) => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      if (this.#failed) throw this.#failed.reason
      return await write(this.#writer)
    })
    this.#last = turn.catch(() => 'told to whoever added it')
    return turn
  }

  /** Writes the directory, makes the bytes safe and gives the file its name. */
  async place(): Promise<void> {
    await this.add(async writer => {
      await writer.end()
      await this.#part.place('new', undefined)
    })
  }

  /** Removes the file, unless it was placed. @returns why it ended: the reason that was given first */
  async abandon(reason: unknown): Promise<unknown> {
    this.#failed ??= { reason, gone: this.#remove() }
    await this.#failed.gone
    return this.#failed.reason
  }

  async #remove(): Promise<void> {
    await this.#last
    await this.#part.discard()
    this.#forget()
  }
}

function tryToken(token: string, random: Buffer): string {
  return `${token}${random.toString('hex')}`
}

/** Removes the files of earlier tries, wherever each was interrupted. */
async function removeTries(final: string, token: string): Promise<void> {
  const example = basename(partPath(final, tryToken(token, Buffer.alloc(TRY_BYTES))))
  const start = example.slice(0, example.lastIndexOf(token) + token.length)
  const ending = extname(example)
  const folder = dirname(final)
  for (const name of await readdir(folder)) {
    if (name.startsWith(start) && name.endsWith(ending)) await rm(join(folder, name), FORCE)
  }
}

const FORCE = { force: true }

function taken(path: string): AppError {
  return new AppError({
    code: 'already-exists',
    message: `“${path}” has appeared since the zip was begun.`,
    remedy: 'Move it away and retry, or make a new zip, which gets another name.',
    subject: { path },
  })
}
