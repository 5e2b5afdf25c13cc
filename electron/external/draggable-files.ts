import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#shared/errors.ts'
import type { ExternalObject } from '#shared/external.ts'
import type { DraggableFile } from '#shared/ipc/methods/drags.ts'
import { localPathFor } from '#shared/local-names.ts'
import { lastSegment } from '#shared/location.ts'
import { localSystem } from '../transfers/local-system.ts'
import { markOrigin } from '../transfers/mark-origin.ts'
import type { EditStorage } from './edit-storage.ts'
import { writeCopy } from './fetch-copy.ts'

/** Files that are kept for further drags; the oldest give way. */
const MOST_FILES = 16

export interface DraggableFilesOptions {
  /** Where the files are, each in a folder of its own. */
  readonly folder: string
  readonly storage: (profileId: string, bucket: string) => Promise<Pick<EditStorage, 'read'>>
  /** Drags a file out of the window. `undefined`: this shell cannot. */
  readonly startDrag: ((path: string) => Promise<void>) | undefined
}

/**
 * Copies of objects that can be dragged out of the window: a drag between programs is of a file
 * that is there. Whoever takes it makes a copy of its own, at a time nobody tells of; so the files
 * stay until Pail starts the next time.
 */
export class DraggableFiles {
  readonly #options: DraggableFilesOptions
  readonly #files = new Map<string, string>()

  constructor(options: DraggableFilesOptions) {
    this.#options = options
  }

  /** Removes what the last run of Pail left. */
  async sweep(): Promise<void> {
    await rm(this.#options.folder, { recursive: true, force: true })
  }

  /**
   * Fetches an object into a file, verified, and marked as one that came from elsewhere.
   *
   * @throws AppError `changed-meanwhile`, `corrupted`, `local-file`; `not-supported` in a shell that
   *   can drag nothing
   */
  async prepare(object: ExternalObject, signal: AbortSignal): Promise<DraggableFile> {
    if (!this.#options.startDrag) throw cannotDrag()
    const { profileId, bucket, key, etag } = object
    const [name = ''] = localPathFor(lastSegment(key), localSystem()).segments
    const id = randomUUID()
    const path = join(this.#options.folder, id, name)
    try {
      const storage = await this.#options.storage(profileId, bucket)
      const result = await storage.read({ key, ifMatch: etag }, signal)
      await writeCopy(key, result, path, signal)
      await markOrigin(path)
      this.#files.set(id, path)
      await this.#forgetOldest()
      return { id, name, size: result.size }
    } catch (error) {
      await this.#remove(id)
      throw error
    }
  }

  /** Begins to drag a file that was prepared. */
  async start(id: string): Promise<void> {
    const path = this.#files.get(id)
    if (path === undefined) throw gone()
    if (!this.#options.startDrag) throw cannotDrag()
    await this.#options.startDrag(path)
  }

  async #forgetOldest(): Promise<void> {
    const [oldest] = this.#files.keys()
    if (this.#files.size <= MOST_FILES || oldest === undefined) return
    this.#files.delete(oldest)
    await this.#remove(oldest)
  }

  async #remove(id: string): Promise<void> {
    await rm(join(this.#options.folder, id), { recursive: true, force: true })
  }
}

function cannotDrag(): AppError {
  return new AppError({
    code: 'not-supported',
    message: 'A page in a browser cannot drag files of this computer.',
    remedy: 'Download the file, or use the desktop app.',
  })
}

function gone(): AppError {
  return new AppError({
    code: 'local-file',
    message: 'The file that was made ready to be dragged is gone.',
    remedy: 'Close this and choose “Drag out…” again.',
  })
}
