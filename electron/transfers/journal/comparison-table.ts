import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import {
  MirrorClass,
  type MirrorDirection,
  type MirrorRow,
  type MirrorSide,
} from '#shared/mirror.ts'
import type { BatchedWrites } from './batched-writes.ts'
import { DELETES_FROM, type ItemAnswer, type ItemDetail } from './item.ts'

/** A compared name as a plan finds it. There may be very many. */
export interface Comparison {
  readonly number: number
  readonly name: string
  readonly class: MirrorClass
  readonly reason: string
  readonly local?: MirrorSide | undefined
  readonly object?: (MirrorSide & { readonly etag: string }) | undefined
  /** What becomes of it when it is done; none where nothing is. */
  readonly detail?: ItemDetail
  /** How what is in the target is replaced. */
  readonly answer?: ItemAnswer
  /** What would be replaced is newer than what replaces it. */
  readonly replacesNewer?: boolean
  /** The same for names that are taken for one, see {@link ComparisonTable.leaveOutTwins}. */
  readonly spelling?: string | undefined
}

/** Rows of a class and a block of numbers that were left out; bytes on each side. */
export interface LeftOutTwins {
  readonly class: MirrorClass
  readonly block: number
  readonly items: number
  readonly local: number
  readonly object: number
}

/** Rows that become items at a time: a longer statement would keep the bytes of others waiting. */
const PER_STEP = 5_000

/** The rows of comparisons that wait for an answer; `job` is a plan's number in the journal. */
export class ComparisonTable {
  readonly #writes: BatchedWrites
  readonly #sql: ReturnType<typeof statements>

  constructor(database: DatabaseSync, writes: BatchedWrites) {
    this.#writes = writes
    this.#sql = statements(database)
  }

  add(job: number, row: Comparison): void {
    const { local, object, detail } = row
    this.#writes.write(() =>
      this.#sql.add.run(
        job,
        row.number,
        CLASSES.indexOf(row.class),
        row.replacesNewer ? 1 : 0,
        row.name,
        row.reason,
        local?.size ?? null,
        local?.modified ?? null,
        object?.size ?? null,
        object?.modified ?? null,
        object?.etag ?? null,
        detail ? JSON.stringify(detail) : null,
        row.answer ?? null,
        row.spelling ?? null,
      ),
    )
  }

  /**
   * Leaves out what is only in the target where the source has the same name in another spelling,
   * and the other way round: to delete the one and copy the other would be to lose it where both
   * are one file, and to copy it would be to double it.
   *
   * @param size how many numbers a block has
   */
  leaveOutTwins(job: number, reason: string, size: number): LeftOutTwins[] {
    const { twins, leaveOutTwins } = this.#sql
    const found = twins.all({ job, size }).map(row => ({
      class: CLASSES[Number(row['class'])] ?? 'left-out',
      block: Number(row['block']),
      items: Number(row['items']),
      local: Number(row['local']),
      object: Number(row['object']),
    }))
    if (found.length > 0) this.#writes.write(() => leaveOutTwins.run({ job, reason }))
    return found
  }

  /** Rows `from` (inclusive) to `to` (exclusive) in key order: they are numbered without a gap. */
  rows(job: number, { from, to }: { from: number; to: number }): MirrorRow[] {
    return this.#sql.all.all(job, from, to).map(shown)
  }

  /**
   * Rows of a class in key order, at most so many.
   *
   * @param at from which number on, after how many of the class there
   */
  ofClass(
    job: number,
    wanted: MirrorClass,
    at: { readonly number: number; readonly pass: number },
    limit: number,
  ): MirrorRow[] {
    const { number, pass } = at
    return this.#sql.ofClass.all(job, CLASSES.indexOf(wanted), number, limit, pass).map(shown)
  }

  /** Takes a row out or in; gives it, if that was not so before. */
  excludeRow(
    job: number,
    number: number,
    excluded: boolean,
  ): (MirrorRow & { readonly replacesNewer: boolean }) | undefined {
    const flag = excluded ? 1 : 0
    const row = this.#sql.one.get(job, number)
    if (!row || row['excluded'] === flag) return undefined
    this.#writes.write(() => this.#sql.excludeRow.run(flag, job, number))
    return { ...shown(row), replacesNewer: row['newer'] === 1 }
  }

  excludeClass(job: number, name: MirrorClass, excluded: boolean): void {
    const flag = excluded ? 1 : 0
    this.#writes.write(() => this.#sql.excludeClass.run(flag, job, CLASSES.indexOf(name)))
  }

  /**
   * Makes items of the job of everything that was not taken out: what is copied in key order, then,
   * if wanted, what is deleted, from the last to the first, so that folders come after what is in them.
   */
  async makeItems(
    job: number,
    {
      direction,
      prefix,
      deletes,
    }: { direction: MirrorDirection; prefix: string; deletes: boolean },
  ): Promise<void> {
    const { copies, removals, forget, last } = this.#sql
    const beyond = Number(last.get(job)?.['last'] ?? -1) + 1
    const [add, remove] = [copies[direction], removals[direction]]
    for (let from = 0; from < beyond; from += PER_STEP) {
      const to = from + PER_STEP
      this.#writes.write(() => {
        add.run({ job, from, to, prefix })
        if (deletes) remove.run({ job, from, to, prefix, last: DELETES_FROM + beyond })
        forget.run({ job, from, to })
      })
      await new Promise(resolve => setImmediate(resolve))
    }
    this.#writes.commit()
  }
}

const CLASSES = MirrorClass.options

function statements(database: DatabaseSync) {
  const sql = (text: string): StatementSync => database.prepare(text)
  const [isNew, isChanged, isExtra, isLeftOut] = (
    ['new', 'changed', 'extra', 'left-out'] as const
  ).map(name => CLASSES.indexOf(name))
  const step = 'job = :job AND number >= :from AND number < :to'
  const columns = 'job, number, name, key, claim, size, modified, etag, detail, existing, answer'
  const insert = `INSERT INTO items (${columns})`
  // Of an empty folder there is neither size nor time.
  const local = `CASE WHEN local_size IS NOT NULL
    THEN json_object('size', local_size, 'modified', local_modified) END`
  const object = `json_object('size', object_size, 'modified', object_modified, 'etag', etag)`
  const chosen = `FROM comparisons WHERE ${step} AND excluded = 0`
  const copied = `${chosen} AND class IN (${isNew}, ${isChanged})`
  const existing = (there: string) => `CASE class WHEN ${isChanged} THEN ${there} END`
  const gone = `${chosen} AND class = ${isExtra}`
  const twins = `job = :job AND class IN (${isNew}, ${isExtra}) AND spelling IN (
    SELECT spelling FROM comparisons WHERE job = :job AND spelling IS NOT NULL GROUP BY spelling
    HAVING SUM(class = ${isExtra}) > 0 AND SUM(class IN (${isNew}, ${isLeftOut})) > 0)`
  return {
    add: sql(`INSERT INTO comparisons (job, number, class, newer, name, reason, local_size,
      local_modified, object_size, object_modified, etag, detail, answer, spelling)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    twins: sql(`SELECT class, number / :size AS block, COUNT(*) AS items,
      TOTAL(local_size) AS local, TOTAL(object_size) AS object
      FROM comparisons WHERE ${twins} GROUP BY class, block`),
    leaveOutTwins: sql(`UPDATE comparisons SET class = ${isLeftOut}, reason = :reason,
      detail = NULL WHERE ${twins}`),
    all: sql(`SELECT * FROM comparisons WHERE job = ? AND number >= ? AND number < ?
      ORDER BY number`),
    one: sql('SELECT * FROM comparisons WHERE job = ? AND number = ?'),
    ofClass: sql(`SELECT * FROM comparisons WHERE job = ? AND class = ? AND number >= ?
      ORDER BY number LIMIT ? OFFSET ?`),
    excludeRow: sql('UPDATE comparisons SET excluded = ? WHERE job = ? AND number = ?'),
    excludeClass: sql('UPDATE comparisons SET excluded = ? WHERE job = ? AND class = ?'),
    last: sql('SELECT MAX(number) AS last FROM comparisons WHERE job = ?'),
    forget: sql(`DELETE FROM comparisons WHERE ${step}`),
    copies: {
      up: sql(`${insert} SELECT job, number, name, :prefix || name, :prefix || name,
        coalesce(local_size, 0), local_modified, NULL, detail, ${existing(object)}, answer ${copied}`),
      down: sql(`${insert} SELECT job, number, name, :prefix || name, NULL,
        object_size, object_modified, etag, detail, ${existing(local)}, answer ${copied}`),
    },
    // Their bytes are not moved, so they count as none.
    removals: {
      up: sql(`${insert} SELECT job, :last - number, name, :prefix || name, NULL,
        0, object_modified, etag, detail, ${object}, NULL ${gone}`),
      down: sql(`${insert} SELECT job, :last - number, name, :prefix || name, NULL,
        0, local_modified, NULL, detail, ${local}, NULL ${gone}`),
    },
  }
}

function shown(row: Record<string, SQLOutputValue>): MirrorRow {
  const local = side(row['local_size'], row['local_modified'])
  const object = side(row['object_size'], row['object_modified'])
  return {
    number: Number(row['number']),
    name: String(row['name']),
    class: CLASSES[Number(row['class'])] ?? 'left-out',
    reason: String(row['reason']),
    excluded: row['excluded'] === 1,
    ...(local ? { local } : {}),
    ...(object ? { object } : {}),
  }
}

function side(
  size: SQLOutputValue | undefined,
  modified: SQLOutputValue | undefined,
): MirrorSide | undefined {
  if (typeof size !== 'number' || typeof modified !== 'number') return undefined
  return { size, modified }
}
