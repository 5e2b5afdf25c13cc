import type { DatabaseSync } from 'node:sqlite'

/** How long a change may wait for others to be committed with it, in milliseconds. */
const GATHER = 100
/** Changes that are enough for a commit of their own. */
const MOST = 5_000

/**
 * Puts many small changes into one transaction: with `synchronous=FULL` each commit waits for the
 * disk. What must not be lost (an intent, before it is carried out) commits at once.
 */
export class BatchedWrites {
  readonly #database: DatabaseSync
  #open = false
  #changes = 0
  #clock: NodeJS.Timeout | undefined

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Makes a change that is committed soon. */
  write<T>(change: () => T): T {
    if (!this.#open) {
      this.#database.exec('BEGIN IMMEDIATE')
      this.#open = true
      this.#clock = setTimeout(() => this.commit(), GATHER)
    }
    const result = change()
    this.#changes += 1
    if (this.#changes >= MOST) this.commit()
    return result
  }

  /** Makes everything written so far survive whatever happens next. */
  commit(): void {
    clearTimeout(this.#clock)
    if (!this.#open) return
    this.#database.exec('COMMIT')
    this.#open = false
    this.#changes = 0
  }
}
