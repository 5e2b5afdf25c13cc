import { closeSync, fsync, fsyncSync, openSync } from 'node:fs'

/**
 * The file that SQLite appends its commits to. A commit of ours does not wait for the disk
 * (`synchronous=NORMAL`): it survives a kill at once, and a power cut as soon as this file is synced,
 * which a thread of the pool does while bytes go on moving, or the caller at once.
 *
 * @see https://www.sqlite.org/wal.html, https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export class WriteAheadLog {
  readonly #path: string | undefined
  #file: number | undefined
  /** How many commits there were, and how many of them are safe. */
  #commits = 0
  #safe = 0
  /** How many of them somebody waits for. */
  #wanted = 0
  #isSyncing = false
  #isClosed = false

  /** @param database the path of the database, or `:memory:` for one that no disk has */
  constructor(database: string) {
    this.#path = database === ':memory:' ? undefined : `${database}-wal`
  }

  /** The database has committed something. */
  committed(): void {
    this.#commits += 1
  }

  /** Returns when all that is committed survives whatever happens. */
  sync(): void {
    if (this.#safe === this.#commits) return
    const file = this.#opened()
    if (file !== undefined) fsyncSync(file)
    this.#safe = this.#commits
  }

  /**
   * Begins to make safe what is committed. Should it fail, the next {@link sync} tells.
   *
   * @returns tells whether it is safe by now
   */
  syncSoon(): () => boolean {
    const commits = this.#commits
    this.#wanted = commits
    this.#begin()
    return () => this.#path === undefined || this.#safe >= commits
  }

  #begin(): void {
    if (this.#isSyncing || this.#safe >= this.#wanted) return
    const file = this.#opened()
    if (file === undefined) return
    this.#isSyncing = true
    const commits = this.#commits
    fsync(file, error => {
      this.#isSyncing = false
      if (this.#isClosed) closeSync(file)
      else if (!error) {
        this.#safe = Math.max(this.#safe, commits)
        this.#begin()
      }
    })
  }

  close(): void {
    this.#isClosed = true
    if (this.#file !== undefined && !this.#isSyncing) closeSync(this.#file)
  }

  /** Only once something is committed: before, there is no such file. */
  #opened(): number | undefined {
    if (this.#path === undefined) return undefined
    // To sync, Windows wants a file that may be written.
    this.#file ??= openSync(this.#path, 'r+')
    return this.#file
  }
}
