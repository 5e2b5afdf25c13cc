import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import { Failure } from '#shared/errors.ts'
import type { FailedItem, TransferKind } from '#shared/transfer.ts'
import type { ItemChoice } from '#shared/transfer-items.ts'
import type { ConflictAnswer, ConflictPolicy } from '#shared/transfer-plan.ts'
import { AnswerAll } from './answer-all.ts'
import type { BatchedWrites } from './batched-writes.ts'
import {
  Existing,
  ITEM,
  type Item,
  ItemAnswer,
  ItemDetail,
  type ItemResult,
  type PlannedItem,
} from './item.ts'

/** How many items of a job stand how, and their bytes. */
export interface ItemCounts {
  readonly total: number
  readonly done: number
  readonly skipped: number
  readonly failed: number
  /** By the plan: they are in none of the other counts. */
  readonly leftOut: number
  /** Without those that are skipped. */
  readonly bytes: number
  readonly bytesDone: number
}

/** Items that were taken out of those that wait. */
export interface TakenItems {
  readonly items: Item[]
  /** Whether it survives a power cut that they were. */
  isSafe(): boolean
  /** Waits for the disk until it does. */
  makeSafe(): void
}

const NONE: TakenItems = { items: [], isSafe: () => true, makeSafe: () => undefined }

/** The items of all jobs; `job` is a job's number in the journal. Reads a page at a time. */
export class ItemTable {
  readonly #writes: BatchedWrites
  readonly #sql: ReturnType<typeof statements>
  readonly #answers: AnswerAll

  constructor(database: DatabaseSync, writes: BatchedWrites) {
    this.#writes = writes
    this.#sql = statements(database)
    this.#answers = new AnswerAll(database)
  }

  add(job: number, number: number, item: PlannedItem): void {
    const { name, key, claim, size, modified, etag, detail } = item
    const detailText = JSON.stringify(detail)
    this.#writes.write(() =>
      this.#sql.add.run(
        job,
        number,
        name,
        key,
        claim ?? null,
        size,
        modified ?? null,
        etag ?? null,
        detailText,
      ),
    )
  }

  /** Something that the plan found and that will not be moved, with the reason. */
  leaveOut(job: number, number: number, name: string, reason: string): void {
    this.#writes.write(() => this.#sql.leaveOut.run(job, number, name, reason))
  }

  remove(job: number, number: number): void {
    this.#writes.write(() => this.#sql.remove.run(job, number))
  }

  /** Whether an item of the job takes this name. */
  isClaimed(job: number, claim: string): boolean {
    return this.#sql.claimed.get(job, claim) !== undefined
  }

  /** Items in the order of their claims' bytes, after one claim; those that take no name are left out. */
  byClaim(job: number, after: string, limit: number): Item[] {
    return this.#sql.byClaim.all(job, after, limit).map(itemOf)
  }

  /** Something has the name that an item wants. */
  taken(job: number, number: number, existing: Existing): void {
    const text = JSON.stringify(existing)
    this.#writes.write(() => this.#sql.existing.run(text, job, number))
  }

  /** Decides all items whose name is taken, by one rule. */
  answerAll(job: number, policy: ConflictPolicy, kind: TransferKind): void {
    this.#writes.write(() => this.#answers.run(job, policy, kind))
  }

  answer(job: number, number: number, answer: ConflictAnswer): void {
    const [status, note] =
      answer === 'skip'
        ? ([ITEM.skipped, 'Its name was taken.'] as const)
        : ([ITEM.waiting, null] as const)
    this.#writes.write(() => this.#sql.answer.run(answer, status, note, job, number))
  }

  /** It turned out to be done already, or not to be wanted. */
  skipped(job: number, number: number, note: string): void {
    this.#writes.write(() => this.#sql.skipOne.run(note, job, number))
  }

  /** Of the first item there is to move. */
  firstName(job: number): string | undefined {
    const row = this.#sql.first.get(job)
    return row && String(row['name'])
  }

  /**
   * Takes the next items that wait: they may be half done from when that is safe, and are not to be
   * begun before.
   *
   * @param page how many: `least`, and more up to `most` while they have no more than `bytes` together
   */
  take(
    job: number,
    { least, most, bytes }: { least: number; most: number; bytes: number },
  ): TakenItems {
    const rows = this.#sql.waiting.all(job, most)
    let count = 0
    for (let sum = 0; count < rows.length && (count < least || sum <= bytes); count += 1) {
      sum += Number(rows[count]?.['size'])
    }
    const items = rows.slice(0, count).map(itemOf)
    const last = items.at(-1)
    if (!last) return NONE
    this.#writes.write(() => this.#sql.take.run(job, last.number))
    return { items, isSafe: this.#writes.commitSoon(), makeSafe: () => this.#writes.commit() }
  }

  /** Puts back what was taken and not begun. */
  giveBack(job: number, items: readonly Item[]): void {
    this.#writes.write(() => {
      for (const { number } of items) this.#sql.giveBack.run(job, number)
    })
  }

  /** Before an item takes another name than it wanted. Survives whatever happens. */
  chose(job: number, number: number, chosen: string, claim: string): void {
    this.#writes.write(() => this.#sql.chose.run(chosen, claim, job, number))
    this.#writes.commit()
  }

  done(job: number, number: number, result: ItemResult): void {
    const text = JSON.stringify(result)
    this.#writes.write(() => this.#sql.done.run(text, job, number))
  }

  failed(job: number, number: number, failure: Failure): void {
    const text = JSON.stringify(failure)
    this.#writes.write(() => this.#sql.failed.run(text, job, number))
  }

  /** What was taken and never reported waits again, marked as interrupted. */
  requeueTaken(job: number): void {
    this.#writes.write(() => this.#sql.requeueTaken.run(job))
  }

  /** What is done, but no more, waits again. */
  requeueDone(job: number): void {
    this.#writes.write(() => this.#sql.requeueDone.run(job))
  }

  /** What failed waits again: all of it, or what was chosen. */
  requeueFailed(job: number, choice?: ItemChoice): void {
    this.#writes.write(() => {
      if (!choice) this.#sql.requeueFailed.run(job)
      else if (choice.type === 'item') this.#sql.requeueOne.run(job, choice.number)
      else this.#sql.requeueCause.run(job, choice.cause.code, choice.cause.remedy)
    })
  }

  /** What waits or failed is left out after all. Survives whatever happens. */
  skip(job: number, choice: ItemChoice, note: string): void {
    this.#writes.write(() => {
      if (choice.type === 'item') this.#sql.skipOne.run(note, job, choice.number)
      else this.#sql.skipCause.run(note, job, choice.cause.code, choice.cause.remedy)
    })
    this.#writes.commit()
  }

  /** Whether an item below a number is neither done nor skipped. */
  hasUndone(job: number, below: number): boolean {
    return this.#sql.undone.get(job, below) !== undefined
  }

  /** Items that were begun and are not done: something of them may be lying about. */
  halfDone(job: number): Item[] {
    return this.#sql.halfDone.all(job).map(itemOf)
  }

  counts(job: number): ItemCounts {
    const row = this.#sql.counts.get(job) ?? {}
    const count = (name: string) => Number(row[name] ?? 0)
    return {
      total: count('total'),
      done: count('done'),
      skipped: count('skipped'),
      failed: count('failed'),
      leftOut: count('leftOut'),
      bytes: count('bytes'),
      bytesDone: count('bytesDone'),
    }
  }

  /** Failed items in their order, `from` (inclusive) to `to` (exclusive). */
  failures(job: number, from: number, to: number): FailedItem[] {
    return this.#sql.failures.all(job, Math.max(0, to - from), from).map(row => ({
      name: String(row['name']),
      failure: Failure.parse(JSON.parse(String(row['failure']))),
    }))
  }
}

function statements(database: DatabaseSync) {
  const sql = (text: string): StatementSync => database.prepare(text)
  const { waiting, taken, done, skipped, failed, leftOut } = ITEM
  const cause = `json_extract(failure, '$.code') = ? AND json_extract(failure, '$.remedy') = ?`
  const requeue = `UPDATE items SET status = ${waiting}, failure = NULL, interrupted = 1
    WHERE job = ? AND status = ${failed}`
  const skip = `UPDATE items SET status = ${skipped}, failure = NULL, note = ? WHERE job = ?`
  const finished = `status = ${done}`
  return {
    add: sql(`INSERT INTO items (job, number, name, key, claim, size, modified, etag, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    remove: sql('DELETE FROM items WHERE job = ? AND number = ?'),
    claimed: sql('SELECT 1 FROM items WHERE job = ? AND claim = ?'),
    byClaim: sql('SELECT * FROM items WHERE job = ? AND claim > ? ORDER BY claim LIMIT ?'),
    existing: sql('UPDATE items SET existing = ? WHERE job = ? AND number = ?'),
    answer: sql(`UPDATE items SET answer = ?, status = ?, note = ?
      WHERE job = ? AND number = ? AND existing IS NOT NULL`),
    first: sql(`SELECT name FROM items WHERE job = ? AND status <> ${leftOut}
      ORDER BY number LIMIT 1`),
    waiting: sql(`SELECT * FROM items WHERE job = ? AND status = ${waiting}
      ORDER BY number LIMIT ?`),
    take: sql(`UPDATE items SET status = ${taken}
      WHERE job = ? AND status = ${waiting} AND number <= ?`),
    giveBack: sql(`UPDATE items SET status = ${waiting}
      WHERE job = ? AND number = ? AND status = ${taken}`),
    chose: sql('UPDATE items SET chosen = ?, claim = ? WHERE job = ? AND number = ?'),
    done: sql(`UPDATE items SET ${finished}, result = ? WHERE job = ? AND number = ?`),
    failed: sql(`UPDATE items SET status = ${failed}, failure = ? WHERE job = ? AND number = ?`),
    requeueTaken: sql(`UPDATE items SET status = ${waiting}, interrupted = 1
      WHERE job = ? AND status = ${taken}`),
    requeueDone: sql(`UPDATE items SET status = ${waiting}, result = NULL
      WHERE job = ? AND status = ${done}`),
    requeueFailed: sql(requeue),
    requeueOne: sql(`${requeue} AND number = ?`),
    requeueCause: sql(`${requeue} AND ${cause}`),
    skipOne: sql(`${skip} AND number = ? AND status IN (${waiting}, ${taken}, ${failed})`),
    skipCause: sql(`${skip} AND status = ${failed} AND ${cause}`),
    leaveOut: sql(`INSERT INTO items (job, number, status, name, key, size, detail, note)
      VALUES (?, ?, ${leftOut}, ?, '', 0, '{"type":"stream"}', ?)`),
    undone: sql(`SELECT 1 FROM items
      WHERE job = ? AND status IN (${waiting}, ${taken}, ${failed}) AND number < ? LIMIT 1`),
    halfDone: sql(`SELECT * FROM items
      WHERE job = ? AND status <> ${done} AND (interrupted = 1 OR status = ${taken})`),
    counts: sql(`SELECT SUM(status <> ${leftOut}) AS total,
        SUM(${finished}) AS done,
        SUM(status = ${skipped}) AS skipped,
        SUM(status = ${failed}) AS failed,
        SUM(status = ${leftOut}) AS leftOut,
        SUM(CASE WHEN status = ${skipped} THEN 0 ELSE size END) AS bytes,
        SUM(CASE WHEN ${finished} THEN size ELSE 0 END) AS bytesDone
      FROM items WHERE job = ?`),
    failures: sql(`SELECT name, failure FROM items WHERE job = ? AND status = ${failed}
      ORDER BY number LIMIT ? OFFSET ?`),
  }
}

function itemOf(row: Record<string, SQLOutputValue>): Item {
  const { modified, etag, claim, existing, answer, chosen } = row
  return {
    number: Number(row['number']),
    name: String(row['name']),
    key: String(row['key']),
    size: Number(row['size']),
    modified: modified === null ? undefined : Number(modified),
    etag: etag === null ? undefined : String(etag),
    claim: claim === null ? undefined : String(claim),
    detail: ItemDetail.parse(JSON.parse(String(row['detail']))),
    existing: existing === null ? undefined : Existing.parse(JSON.parse(String(existing))),
    answer: answer === null ? undefined : ItemAnswer.parse(answer),
    interrupted: row['interrupted'] === 1,
    chosen: chosen === null ? undefined : String(chosen),
  }
}
