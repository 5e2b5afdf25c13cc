import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import { Transfer } from '#shared/transfer.ts'
import type { TransferQuery } from '#shared/transfer-query.ts'
import type { BatchedWrites } from './batched-writes.ts'
import { Removals } from './removals.ts'

/** A job of the journal. `seq` is its number there, growing with every job. */
export interface JobRow {
  readonly seq: number
  readonly transfer: Transfer
  /** The lower, the sooner it is done. */
  readonly rank: number
}

const OVER = `status IN ('done', 'failed', 'canceled')`

type Status = Transfer['state']['status']

/** The jobs: those that are planned and not started (`planned`), and every one that was started. */
export class JobTable {
  readonly #writes: BatchedWrites
  readonly #plan: StatementSync
  readonly #save: StatementSync
  readonly #rank: StatementSync
  readonly #one: StatementSync
  readonly #page: StatementSync
  readonly #matching: StatementSync
  readonly #unfinished: StatementSync
  readonly #planned: StatementSync
  readonly #counts: StatementSync
  readonly #removals: Removals
  readonly #oldest: StatementSync
  readonly #halfSwept: StatementSync

  constructor(database: DatabaseSync, writes: BatchedWrites) {
    this.#writes = writes
    this.#removals = new Removals(database, writes)
    const sql = (text: string) => database.prepare(text)
    this.#plan = sql(`INSERT INTO jobs (id, status, transfer) VALUES (?, 'planned', '{}')`)
    this.#save = sql('UPDATE jobs SET status = ?, transfer = ? WHERE seq = ?')
    this.#rank = sql('UPDATE jobs SET rank = ? WHERE seq = ?')
    this.#one = sql(`SELECT * FROM jobs WHERE id = ? AND status <> 'planned'`)
    this.#page = sql(`SELECT * FROM jobs WHERE ${MATCHES}
      ORDER BY CASE WHEN ${OVER} THEN NULL ELSE COALESCE(rank, seq) END NULLS LAST, seq DESC
      LIMIT :limit OFFSET :offset`)
    this.#matching = sql(`SELECT COUNT(*) AS count FROM jobs WHERE ${MATCHES}`)
    this.#unfinished = sql(`SELECT * FROM jobs
      WHERE status NOT IN ('planned', 'done', 'failed', 'canceled') ORDER BY COALESCE(rank, seq)`)
    this.#planned = sql(`SELECT seq FROM jobs WHERE status = 'planned'`)
    this.#counts = sql('SELECT status, COUNT(*) AS count FROM jobs GROUP BY status')
    this.#oldest = sql(`SELECT * FROM jobs WHERE ${OVER}
      ORDER BY seq DESC LIMIT -1 OFFSET ?`)
    this.#halfSwept = sql(`SELECT * FROM jobs WHERE status = 'canceled' AND (
      seq IN (SELECT job FROM uploads) OR seq IN (SELECT job FROM part_files))`)
  }

  /** Makes room for the items of a plan; returns its number. */
  plan(id: string): number {
    return this.#writes.write(() => Number(this.#plan.run(id).lastInsertRowid))
  }

  /** Keeps how a job stands. The list of failures is not kept: the items know. */
  save(seq: number, transfer: Transfer): void {
    const kept = JSON.stringify({ ...transfer, failures: [] })
    this.#writes.write(() => this.#save.run(transfer.state.status, kept, seq))
    this.#writes.commit()
  }

  /** Puts it before or behind others. Survives whatever happens. */
  setRank(seq: number, rank: number): void {
    this.#writes.write(() => this.#rank.run(rank, seq))
    this.#writes.commit()
  }

  get(id: string): JobRow | undefined {
    const row = this.#one.get(id)
    return row && jobRow(row)
  }

  /**
   * Those that match, `from` (inclusive) to `to` (exclusive): unfinished ones in the order in which
   * they are done, then the others, newest first.
   */
  list(from: number, to: number, query: TransferQuery): JobRow[] {
    const window = { limit: Math.max(0, to - from), offset: from }
    return this.#page.all({ ...valuesOf(query), ...window }).flatMap(row => jobRow(row) ?? [])
  }

  /** How many match. */
  count(query: TransferQuery): number {
    return Number(this.#matching.get(valuesOf(query))?.['count'])
  }

  /** What a start has to go on with, in the order it was started. */
  unfinished(): JobRow[] {
    return this.#unfinished.all().flatMap(row => jobRow(row) ?? [])
  }

  /** Plans that nobody can start any more. */
  planned(): number[] {
    return this.#planned.all().map(row => Number(row['seq']))
  }

  /** Finished jobs beyond the newest `keep`. */
  beyond(keep: number): JobRow[] {
    return this.#oldest.all(keep).flatMap(row => jobRow(row) ?? [])
  }

  /** Canceled jobs of which something half done is left: Pail ended before it was removed. */
  halfSwept(): JobRow[] {
    return this.#halfSwept.all().flatMap(row => jobRow(row) ?? [])
  }

  counts(): Readonly<Partial<Record<Status, number>>> {
    const rows = this.#counts.all().map(row => [String(row['status']), Number(row['count'])])
    return Object.fromEntries(rows)
  }

  /** Forgets a job or a plan, with all that belongs to it. */
  remove(seq: number): void {
    this.#removals.remove(seq)
  }

  /** What is left to forget is left to the next start. */
  close(): void {
    this.#removals.close()
  }
}

const MATCHES = `status <> 'planned'
  AND (:status IS NULL OR status = :status)
  AND (:kind IS NULL OR json_extract(transfer, '$.kind') = :kind)
  AND (:since IS NULL OR json_extract(transfer, '$.created') >= :since)
  AND (:until IS NULL OR json_extract(transfer, '$.created') < :until)
  AND (:text = '' OR instr(lower(concat_ws(char(10), json_extract(transfer, '$.label'),
    json_extract(transfer, '$.location.bucket') || '/' || json_extract(transfer, '$.location.prefix'),
    json_extract(transfer, '$.to.location.bucket') || '/'
      || json_extract(transfer, '$.to.location.prefix'),
    json_extract(transfer, '$.folder') || '/' || ifnull(json_extract(transfer, '$.fileName'), ''))),
    lower(:text)) > 0)`

function valuesOf({ text, kind, status, since, until }: TransferQuery) {
  const values = { kind, status, since, until }
  const given = Object.entries(values).map(([name, value]) => [name, value ?? null])
  return { ...Object.fromEntries(given), text } as Record<
    keyof TransferQuery,
    string | number | null
  >
}

/** A row of another version, or a damaged one, is no job of ours. */
function jobRow(row: Record<string, SQLOutputValue>): JobRow | undefined {
  const transfer = Transfer.safeParse(JSON.parse(String(row['transfer'])))
  if (!transfer.success) return undefined
  const seq = Number(row['seq'])
  return { seq, transfer: transfer.data, rank: Number(row['rank'] ?? seq) }
}
