import { randomUUID } from 'node:crypto'
import { chmod, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#shared/errors.ts'
import type { EditState, EditTarget, ExternalObject, OpenEdit } from '#shared/external.ts'
import { localPathFor } from '#shared/local-names.ts'
import { lastSegment } from '#shared/location.ts'
import { JsonFile } from '../files/json-file.ts'
import { localSystem } from '../transfers/local-system.ts'
import type { EditStorage } from './edit-storage.ts'
import { fetchCopy, refused } from './fetch-copy.ts'
import { hashOf } from './file-state.ts'
import { KEPT_EDITS, type KeptEdit } from './kept-edits.ts'
import { runsWhenOpened } from './runs-when-opened.ts'
import { WatchedEdit } from './watched-edit.ts'

export interface ExternalEditsOptions {
  /** Where the files are, each in a folder of its own. Kept over restarts, unlike the system's. */
  readonly folder: string
  /** Where is written down what they are. */
  readonly index: string
  readonly storage: (profileId: string, bucket: string) => Promise<EditStorage>
  readonly expectWritable: (profileId: string) => void
  /** Opens a file in its program; says why not when it did not. `undefined`: this shell cannot. */
  readonly openPath: ((path: string) => Promise<string | undefined>) | undefined
  readonly onChange: (edits: OpenEdit[]) => void
  readonly onStored: (edit: OpenEdit) => void
  /** See `FileWatch`. */
  readonly pollMs?: number
}

/** Objects that are open in other programs. Nothing that was saved there is ever dropped unasked. */
export class ExternalEdits {
  readonly #options: ExternalEditsOptions
  readonly #index: JsonFile<readonly KeptEdit[]>
  readonly #edits = new Map<string, WatchedEdit>()
  readonly #opening = new Map<string, Promise<OpenEdit>>()

  constructor(options: ExternalEditsOptions) {
    this.#options = options
    this.#index = new JsonFile(options.index, KEPT_EDITS)
  }

  list(): OpenEdit[] {
    return [...this.#edits.values()].map(edit => edit.view())
  }

  /** Takes up what the last run of Pail left: files with something that was not stored. */
  async restore(): Promise<void> {
    const { folder } = this.#options
    for (const kept of this.#index.value) {
      const hash = await hashOf(this.#pathOf(kept)).catch(() => undefined)
      if (hash !== undefined && hash !== kept.stored) this.#add(kept, { status: 'found' })
    }
    // What a damaged list does not name may still be somebody's work.
    if (this.#index.damage === undefined) {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!this.#edits.has(name)) await this.#removeFolder(name)
      }
    }
    if (this.#index.value.length > 0) await this.#index.update(() => this.#keptNow())
    if (this.#edits.size > 0) this.#changed()
  }

  /**
   * Fetches an object and opens it; one that is open already comes to the front instead.
   *
   * @throws AppError `not-supported` for what would run, and in a shell that can open nothing
   */
  open(object: ExternalObject, signal: AbortSignal): Promise<OpenEdit> {
    const name = JSON.stringify([object.profileId, object.bucket, object.key])
    // Asked for twice while it is fetched, it is still one file.
    const opening =
      this.#opening.get(name) ??
      this.#openNow(object, signal).finally(() => this.#opening.delete(name))
    this.#opening.set(name, opening)
    return opening
  }

  async #openNow(object: ExternalObject, signal: AbortSignal): Promise<OpenEdit> {
    const { profileId, bucket, key } = object
    if (!this.#options.openPath) throw cannotOpen()
    const [fileName = ''] = localPathFor(lastSegment(key), localSystem()).segments
    const names = [lastSegment(key), fileName]
    if (names.some(name => runsWhenOpened(name, localSystem()))) throw refused(key)
    const open = await this.#opened(object)
    if (open) {
      await this.#openFile(open)
      return open.view()
    }

    const id = randomUUID()
    try {
      const path = join(this.#options.folder, id, fileName)
      const storage = await this.#options.storage(profileId, bucket)
      const etag = await fetchCopy(storage, object, path, signal)
      const readOnly = this.#isReadOnly(profileId)
      if (readOnly) await chmod(path, 0o400)
      const stored = await hashOf(path)
      const kept = { id, profileId, bucket, key, fileName, etag, stored, readOnly }
      const edit = this.#add(kept, { status: 'unchanged' })
      await this.#index.update(() => this.#keptNow())
      await edit.start()
      await this.#openFile(edit)
      this.#changed()
      return edit.view()
    } catch (error) {
      // Nobody had the file yet, so there is nothing in it to lose.
      await this.#forget(id)
      throw error
    }
  }

  /** Opens the file again; one that was found is from then on stored at every save, too. */
  async reopen(id: string): Promise<void> {
    const edit = this.#edit(id)
    await edit.start()
    await this.#openFile(edit)
  }

  async save(id: string, to: EditTarget): Promise<void> {
    const edit = this.#edit(id)
    await edit.start()
    await edit.save(to)
  }

  /** Lets go of an edit and removes its file, unless something in it is stored nowhere. */
  async stop(id: string, discard: boolean): Promise<boolean> {
    const edit = this.#edit(id)
    if (!discard && (await edit.hasUnsaved())) return false
    await this.#forget(id)
    this.#changed()
    return true
  }

  /** Stops looking. The files stay: programs may have them open still. */
  async close(): Promise<void> {
    await Promise.all([...this.#edits.values()].map(edit => edit.close()))
  }

  /** The edit of an object, unless it is of an older version and has nothing to lose. */
  async #opened({ profileId, bucket, key, etag }: ExternalObject) {
    for (const edit of this.#edits.values()) {
      const { kept } = edit
      if (kept.profileId !== profileId || kept.bucket !== bucket || kept.key !== key) continue
      const current = etag === undefined || etag === kept.etag
      if (current && kept.readOnly === this.#isReadOnly(profileId)) return edit
      if (!(await this.stop(kept.id, false))) return edit
    }
    return undefined
  }

  #add(kept: KeptEdit, state: EditState): WatchedEdit {
    const { storage, expectWritable, pollMs = 500, onStored } = this.#options
    const edit: WatchedEdit = new WatchedEdit(
      {
        kept,
        path: this.#pathOf(kept),
        pollMs,
        storage,
        expectWritable,
        onChange: () => this.#changed(),
        onStored: async () => {
          onStored(edit.view())
          await this.#index.update(() => this.#keptNow())
        },
      },
      state,
    )
    this.#edits.set(kept.id, edit)
    return edit
  }

  async #openFile({ path, kept }: WatchedEdit): Promise<void> {
    const { openPath } = this.#options
    if (!openPath) throw cannotOpen()
    const reason = await openPath(path)
    if (reason !== undefined) throw noProgram(kept.key, reason)
  }

  async #forget(id: string): Promise<void> {
    await this.#edits.get(id)?.close()
    this.#edits.delete(id)
    await this.#removeFolder(id)
    if (this.#index.value.some(kept => kept.id === id)) {
      await this.#index.update(() => this.#keptNow())
    }
  }

  #removeFolder(id: string): Promise<void> {
    return rm(join(this.#options.folder, id), { recursive: true, force: true, maxRetries: 3 })
  }

  #keptNow(): KeptEdit[] {
    return [...this.#edits.values()].map(({ kept }) => kept)
  }

  #pathOf({ id, fileName }: KeptEdit): string {
    return join(this.#options.folder, id, fileName)
  }

  #isReadOnly(profileId: string): boolean {
    try {
      this.#options.expectWritable(profileId)
      return false
    } catch (error) {
      if (error instanceof AppError && error.code === 'read-only') return true
      throw error
    }
  }

  #edit(id: string): WatchedEdit {
    const edit = this.#edits.get(id)
    if (edit) return edit
    throw new AppError({
      code: 'invalid',
      message: 'This file is no longer open.',
      remedy: 'Open the object again.',
    })
  }

  #changed(): void {
    this.#options.onChange(this.list())
  }
}

function cannotOpen(): AppError {
  return new AppError({
    code: 'not-supported',
    message: 'A page in a browser cannot open files in other programs of this computer.',
    remedy: 'Download it, or use the desktop app.',
  })
}

function noProgram(key: string, reason: string): AppError {
  return new AppError({
    code: 'local-file',
    message: `No program opened “${lastSegment(key)}”.`,
    remedy: 'Choose a program for files of this kind in the settings of your system.',
    subject: { key },
    details: { serverMessage: reason },
  })
}
