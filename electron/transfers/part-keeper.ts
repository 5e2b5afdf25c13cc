import { rm } from 'node:fs/promises'
import { AppError } from '#shared/errors.ts'
import type { Disk } from './disk.ts'
import { type ChunkMemory, chunkSizeFor, RANGED_FROM, type Version } from './fetch-object.ts'
import type { Item } from './journal/item.ts'
import type { KnownPartFile, PartFileTable } from './journal/part-file-table.ts'
import { identityOf, PartFile, partPath } from './part-file.ts'
import { isTransient, stopsTheJob } from './retry.ts'
import { sameFiles } from './same-files.ts'
import { Suspended } from './work.ts'

/** A part file that is written to. */
export interface OpenPart {
  readonly part: PartFile
  /** `undefined` for what is small enough to be fetched again. */
  readonly memory: ChunkMemory | undefined
  /** Empties it for another version. */
  restart(version: Version): Promise<ChunkMemory | undefined>
}

/** Remembers the part files of a job, and removes those that will not be gone on with. */
export class PartKeeper {
  readonly #table: PartFileTable
  readonly #job: number
  readonly #token: string
  #rows: Set<number> | undefined

  /** @param id of the transfer, so that nobody can guess the names of its part files */
  constructor(table: PartFileTable, job: number, id: string) {
    this.#table = table
    this.#job = job
    this.#token = partToken(id)
  }

  async open(item: Item, version: Version, final: string, disk: Disk): Promise<OpenPart> {
    const known = this.#known(item)
    const fits = known?.final === final && known.etag === version.etag && version.etag !== ''
    if (known && !fits) await this.#drop(known)
    const kept = fits ? known.inode : undefined
    const part = await PartFile.open(final, this.#tokenOf(item), disk, kept)
    const restart = async (other: Version) => {
      await part.clear()
      return await this.#memory(item, other, part, final)
    }
    const resumes = kept !== undefined && (await part.identity()) === kept
    const memory =
      resumes && known
        ? this.#chunks(item, known.done)
        : await this.#memory(item, version, part, final)
    return { part, memory, restart }
  }

  /** Whether the file got its final name just before the interruption. */
  async wasPlaced(item: Item, final: string): Promise<boolean> {
    const known = this.#known(item)
    if (known?.final !== final || (await identityOf(final)) !== known.inode) return false
    await this.#drop(known)
    return true
  }

  /** Gives the file its name. What an interrupted try has placed already is as good. */
  async place(
    item: Item,
    { part }: OpenPart,
    how: 'new' | 'replace',
    modified: number | undefined,
    final: string,
  ): Promise<void> {
    try {
      await part.place(how, modified)
    } catch (error) {
      const taken = error instanceof AppError && error.code === 'already-exists'
      if (!taken || !item.interrupted || !(await sameFiles(part.path, final))) throw error
    }
    await part.discard()
    this.#forget(item.number)
  }

  /** After a try that failed: what will be gone on with stays, everything else goes. */
  async settle(item: Item, { part }: OpenPart, error: unknown, signal: AbortSignal): Promise<void> {
    const known = this.#known(item)
    const failure = error instanceof AppError ? error.failure : undefined
    const later =
      signal.reason instanceof Suspended ||
      (failure !== undefined && (isTransient(failure) || stopsTheJob(failure)))
    if (known && later) {
      await part.keep()
      return
    }
    await part.discard()
    this.#forget(item.number)
  }

  /** @param half items that may be half done, with the paths they go to */
  async sweep(half: Iterable<{ readonly item: Item; readonly final: string }>): Promise<void> {
    for (const known of this.#table.all(this.#job)) await this.#drop(known)
    for (const { item, final } of half) await rm(partPath(final, this.#tokenOf(item)), FORCE)
  }

  async #memory(
    item: Item,
    { size, etag }: Version,
    part: PartFile,
    final: string,
  ): Promise<ChunkMemory | undefined> {
    if (size <= RANGED_FROM) {
      this.#forget(item.number)
      return undefined
    }
    const inode = await part.identity()
    const { path } = part
    const chunk = chunkSizeFor(size)
    this.#table.begin(this.#job, { item: item.number, path, final, etag, size, chunk, inode })
    this.#begun.add(item.number)
    return this.#chunks(item, {})
  }

  #chunks(item: Item, done: KnownPartFile['done']): ChunkMemory {
    const chunkDone = (index: number, crc: number) =>
      this.#table.chunkDone(this.#job, item.number, index, crc)
    return { done, chunkDone }
  }

  async #drop({ item, path }: KnownPartFile): Promise<void> {
    await rm(path, FORCE)
    this.#forget(item)
  }

  /** Items that have a row in the table. */
  get #begun(): Set<number> {
    this.#rows ??= new Set(this.#table.all(this.#job).map(({ item }) => item))
    return this.#rows
  }

  #known({ number }: Item): KnownPartFile | undefined {
    return this.#begun.has(number) ? this.#table.of(this.#job, number) : undefined
  }

  /** Most files are small and have no row; to look for one to delete would cost as much as the rest. */
  #forget(item: number): void {
    if (this.#begun.delete(item)) this.#table.end(this.#job, item)
  }

  #tokenOf({ number }: Pick<Item, 'number'>): string {
    return `${this.#token}${number.toString(36)}`
  }
}

/** What the names of a transfer's part files have in them: known to it alone, and the same for ever. */
export function partToken(id: string): string {
  return id.replaceAll('-', '').slice(0, 12)
}

const FORCE = { force: true }
