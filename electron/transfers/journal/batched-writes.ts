import type { DatabaseSync } from 'node:sqlite'
import type { WriteAheadLog } from './write-ahead-log.ts'

/** How long a change may wait for others to be committed with it, in milliseconds. */
const GATHER = 100
/** Changes that are enough for a commit of their own. */
const MOST = 5_000

/**
 * Puts many small changes into one transaction, which becomes safe a little later, without anybody's
 * waiting. What must not be lost (an intent, before it is carried out) waits for the disk at once.
 */
export class BatchedWrites {
  readonly #database: DatabaseSync
  readonly #log: WriteAheadLog
  #open = false
  #changes = 0
  #clock: NodeJS.Timeout | undefined

  constructor(database: DatabaseSync, log: WriteAheadLog) {
    this.#database = database
    this.#log = log
  }

  /** Makes a change that is committed soon. */
  write<T>(change: () => T): T {
    if (!this.#open) {
      this.#database.exec('BEGIN IMMEDIATE')
      this.#open = true
      this.#clock = setTimeout(() => this.commitSoon(), GATHER)
    }
    const result = change()
    this.#changes += 1
    if (this.#changes >= MOST) this.commitSoon()
    return result
  }

  /** Makes everything written so far survive whatever happens next. */
  commit(): void {
    this.#end()
    this.#log.sync()
  }

  /**
   * The same without waiting for the disk.
   *
   * @returns tells whether it has come true by now
   */
  commitSoon(): () => boolean {
    this.#end()
    return this.#log.syncSoon()
  }

  #end(): void {
    clearTimeout(this.#clock)
    if (!this.#open) return
    this.#database.exec('COMMIT')
    this.#open = false
    this.#changes = 0
    this.#log.committed()
  }
}
