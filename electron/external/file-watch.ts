import { type FSWatcher, watch } from 'node:fs'
import { dirname } from 'node:path'
import { fileState } from './file-state.ts'

export interface FileWatchOptions {
  readonly path: string
  /** How the file is when the watch begins; see `FileState`. */
  readonly identity: string
  /** Milliseconds between two looks; a save counts once nothing changed for as long. */
  readonly pollMs: number
  readonly onSaved: () => void
}

/**
 * Tells when a program has saved a file and is done with it. Looks again and again, since events of
 * file systems get lost and end when a file is replaced; they only make it look sooner.
 */
export class FileWatch {
  readonly #options: FileWatchOptions
  readonly #hints: FSWatcher | undefined
  #told: string
  #last: string
  #changedAt = 0
  #hinted = false
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: FileWatchOptions) {
    this.#options = options
    this.#told = options.identity
    this.#last = options.identity
    this.#hints = hintsFor(dirname(options.path), () => this.#hint())
    this.#lookIn(options.pollMs)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#hints?.close()
  }

  /** Only the first of many: the others must not put the look off. */
  #hint(): void {
    if (this.#hinted) return
    this.#hinted = true
    this.#lookIn(this.#options.pollMs / 4)
  }

  #lookIn(milliseconds: number): void {
    if (this.#closed) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#look(), milliseconds)
  }

  async #look(): Promise<void> {
    const { path, pollMs, onSaved } = this.#options
    // A folder that cannot be read for a moment is looked at again.
    const identity = (await fileState(path).catch(() => undefined))?.identity
    if (this.#closed) return
    this.#hinted = false
    const now = performance.now()
    if (identity === undefined || identity !== this.#last) {
      this.#changedAt = now
      this.#last = identity ?? ''
    } else if (identity !== this.#told && now - this.#changedAt >= pollMs) {
      this.#told = identity
      onSaved()
    }
    this.#lookIn(pollMs)
  }
}

/** Some file systems, as those of networks, have no events. */
function hintsFor(folder: string, hint: () => void): FSWatcher | undefined {
  try {
    const hints = watch(folder, { persistent: false }, hint)
    hints.on('error', () => hints.close())
    return hints
  } catch {
    return undefined
  }
}
