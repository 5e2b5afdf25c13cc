import { AppError } from '#shared/errors.ts'
import type { EditState, EditTarget, OpenEdit } from '#shared/external.ts'
import type { EditStorage } from './edit-storage.ts'
import { fileState, hashOf } from './file-state.ts'
import { FileWatch } from './file-watch.ts'
import type { KeptEdit } from './kept-edits.ts'
import { isFailure, storeEdit } from './store-edit.ts'

export interface WatchedEditOptions {
  readonly kept: KeptEdit
  /** The file itself. */
  readonly path: string
  readonly pollMs: number
  readonly storage: (profileId: string, bucket: string) => Promise<EditStorage>
  /** Throws why nothing is stored with a profile, when that is so. */
  readonly expectWritable: (profileId: string) => void
  readonly onChange: () => void
  /** Other bytes are stored; must be on disk before the next ones are. */
  readonly onStored: (kept: KeptEdit) => Promise<void>
}

/**
 * One object that is open in a program:
 *
 *     unchanged ──save──▸ saving ──▸ saved, conflict or failed ──save or the user──▸ saving
 *
 * A conflict waits for the user, whatever else is saved meanwhile.
 */
export class WatchedEdit {
  readonly path: string
  readonly #options: WatchedEditOptions
  readonly #ending = new AbortController()
  #kept: KeptEdit
  #state: EditState
  #watch: FileWatch | undefined
  #turn: Promise<void> = Promise.resolve()

  constructor(options: WatchedEditOptions, state: EditState) {
    this.#options = options
    this.path = options.path
    this.#kept = options.kept
    this.#state = state
  }

  get kept(): KeptEdit {
    return this.#kept
  }

  view(): OpenEdit {
    const { id, profileId, bucket, key, readOnly } = this.#kept
    return { id, profileId, bucket, key, readOnly, state: this.#state }
  }

  /** Begins to look for saves. */
  async start(): Promise<void> {
    const state = await fileState(this.path)
    if (this.#ending.signal.aborted || this.#watch) return
    this.#watch = new FileWatch({
      path: this.path,
      identity: state?.identity ?? '',
      pollMs: this.#options.pollMs,
      onSaved: () => {
        // The user is asked; what they choose is done with what is there by then.
        if (this.#state.status !== 'conflict') void this.save('same')
      },
    })
  }

  /** Stores what is in the file; one save runs at a time. Troubles become the state. */
  save(to: EditTarget): Promise<void> {
    this.#turn = this.#turn.then(() => this.#saveNow(to))
    return this.#turn
  }

  /** Whether the file holds something that is stored nowhere. */
  async hasUnsaved(): Promise<boolean> {
    await this.#turn
    const state = await fileState(this.path)
    return state !== undefined && (await hashOf(this.path)) !== this.#kept.stored
  }

  /** Looks no more; what is being stored is given up. */
  async close(): Promise<void> {
    this.#watch?.close()
    this.#ending.abort()
    await this.#turn
  }

  async #saveNow(to: EditTarget): Promise<void> {
    const { signal } = this.#ending
    if (signal.aborted) return
    try {
      const file = await fileState(this.path)
      if (!file) throw missing(this.path)
      const stored = await hashOf(this.path)
      // A touch, or the same text again. What is copied or overwritten was asked for.
      if (to === 'same' && stored === this.#kept.stored) {
        if (this.#state.status !== 'saved') this.#become({ status: 'unchanged' })
        return
      }
      this.#options.expectWritable(this.#kept.profileId)
      this.#become({ status: 'saving' })
      const storage = await this.#options.storage(this.#kept.profileId, this.#kept.bucket)
      const { key, etag, notKept } = await storeEdit(storage, this.#kept, file, to, signal)
      this.#kept = { ...this.#kept, key, etag, stored }
      await this.#options.onStored(this.#kept)
      this.#become({ status: 'saved', at: Date.now(), notKept: [...notKept] })
    } catch (error) {
      if (!signal.aborted) this.#become(stateOf(error, to))
    }
  }

  #become(state: EditState): void {
    this.#state = state
    this.#options.onChange()
  }
}

function stateOf(error: unknown, to: EditTarget): EditState {
  if (to !== 'copy' && isFailure(error, 'changed-meanwhile', 'not-found')) {
    return { status: 'conflict', gone: isFailure(error, 'not-found') }
  }
  if (error instanceof AppError) return { status: 'failed', failure: error.failure }
  return {
    status: 'failed',
    failure: {
      code: 'local-file',
      message: 'The file could not be read, so it was not stored.',
      remedy: 'Save it again in its program, or try again.',
      subject: {},
      details: { serverMessage: error instanceof Error ? error.message : String(error) },
    },
  }
}

function missing(path: string): AppError {
  return new AppError({
    code: 'local-file',
    message: 'The file that was open is not there any more.',
    remedy: 'Save it again in its program, or stop editing.',
    subject: { path },
  })
}
