import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { BatchedWrites } from './batched-writes.ts'

/** Rows that are removed at a time: a longer statement would keep the bytes of others waiting. */
const PER_STEP = 2_000

/**
 * Forgets jobs and plans with all that belongs to them. Nobody sees them any more at once; the rows of
 * large ones go some at a time. What is left when Pail ends is removed by its next start, as plans are.
 */
export class Removals {
  readonly #writes: BatchedWrites
  readonly #hide: StatementSync
  readonly #rows: readonly StatementSync[]
  readonly #job: StatementSync
  readonly #left: number[] = []
  #next: NodeJS.Immediate | undefined

  constructor(database: DatabaseSync, writes: BatchedWrites) {
    this.#writes = writes
    const sql = (text: string) => database.prepare(text)
    this.#hide = sql(`UPDATE jobs SET status = 'planned' WHERE seq = ?`)
    this.#rows = ['comparisons', 'items'].map(table =>
      sql(`DELETE FROM ${table} WHERE job = :job AND number IN (
        SELECT number FROM ${table} WHERE job = :job LIMIT ${PER_STEP})`),
    )
    this.#job = sql('DELETE FROM jobs WHERE seq = ?')
  }

  remove(seq: number): void {
    if (this.#step(seq)) return
    this.#writes.write(() => this.#hide.run(seq))
    this.#left.push(seq)
    this.#goOn()
  }

  close(): void {
    clearImmediate(this.#next)
  }

  #goOn(): void {
    this.#next ??= setImmediate(() => {
      this.#next = undefined
      const seq = this.#left[0]
      if (seq === undefined) return
      if (this.#step(seq)) this.#left.shift()
      this.#goOn()
    })
  }

  /** @returns whether nothing is left of it */
  #step(seq: number): boolean {
    for (const rows of this.#rows) {
      const { changes } = this.#writes.write(() => rows.run({ job: seq }))
      if (Number(changes) >= PER_STEP) return false
    }
    this.#writes.write(() => this.#job.run(seq))
    return true
  }
}
