import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import { Failure } from '#shared/errors.ts'
import type {
  CauseGroup,
  FailureCause,
  ItemQuery,
  ItemState,
  ItemTally,
  TransferItem,
} from '#shared/transfer-items.ts'
import { DELETES_FROM, ITEM, type Item, ItemDetail, ItemResult } from './item.ts'

/** The items that are being moved right now, by number, with the bytes of each that are moved. */
export type Moving = ReadonlyMap<number, number>

/** What is known of an item that is done. */
export interface ReceiptItem
  extends ItemResult,
    Pick<Item, 'number' | 'name' | 'key' | 'size' | 'detail' | 'chosen'> {}

const { waiting, taken, done, skipped, failed, leftOut } = ITEM
const CAUSE = `status = ${failed}
  AND json_extract(failure, '$.code') = ? AND json_extract(failure, '$.remedy') = ?`
const STATUSES: Record<Exclude<ItemState, 'moving'>, string> = {
  waiting: `${waiting}, ${taken}`,
  done: `${done}`,
  skipped: `${skipped}, ${leftOut}`,
  failed: `${failed}`,
}

/** The items of a job as they are shown: a window of rows, counts, causes of failure. */
export class ItemRows {
  readonly #database: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Items `from` (inclusive) to `to` (exclusive) of those that are asked for, in their order. */
  page(
    job: number,
    query: ItemQuery,
    moving: Moving,
    { from, to }: { from: number; to: number },
  ): { total: number; items: TransferItem[] } {
    const { where, values } = conditionOf(query, moving)
    const counted = this.#sql(`SELECT COUNT(*) AS total FROM items WHERE ${where}`)
    const rows =
      this.#sql(`SELECT number, name, status, size, note, failure, chosen, result FROM items
      WHERE ${where} ORDER BY number LIMIT ? OFFSET ?`)
    return {
      total: Number(counted.get(job, ...values)?.['total']),
      items: rows.all(job, ...values, Math.max(0, to - from), from).map(row => shown(row, moving)),
    }
  }

  /**
   * What is known of items that are done, after one of them, in their order; nothing of what a mirror
   * deleted.
   */
  receipts(job: number, after: number, limit: number): ReceiptItem[] {
    const rows = this.#sql(`SELECT number, name, key, size, detail, chosen, result FROM items
      WHERE job = ? AND status = ${done} AND number > ? AND number < ${DELETES_FROM}
      ORDER BY number LIMIT ?`)
    return rows.all(job, after, limit).map(row => ({
      number: Number(row['number']),
      name: String(row['name']),
      key: String(row['key']),
      size: Number(row['size']),
      detail: ItemDetail.parse(JSON.parse(String(row['detail']))),
      chosen: row['chosen'] === null ? undefined : String(row['chosen']),
      ...resultIn(row),
    }))
  }

  tally(job: number, moving: Moving): ItemTally {
    const rows = this.#sql(
      'SELECT status, COUNT(*) AS count FROM items WHERE job = ? GROUP BY status',
    )
    const counts = { waiting: -moving.size, moving: moving.size, done: 0, skipped: 0, failed: 0 }
    for (const { status, count } of rows.all(job)) {
      counts[stateOf(Number(status))] += Number(count)
    }
    return { ...counts, waiting: Math.max(0, counts.waiting) }
  }

  /** Why items failed, the most frequent cause first. */
  causes(job: number): CauseGroup[] {
    const groups = this.#sql(`SELECT MIN(number) AS first, COUNT(*) AS items FROM items
      WHERE job = ? AND status = ${failed}
      GROUP BY json_extract(failure, '$.code'), json_extract(failure, '$.remedy')
      ORDER BY items DESC, first`)
    const one = this.#sql('SELECT name, failure FROM items WHERE job = ? AND number = ?')
    return groups.all(job).flatMap(({ first, items }) => {
      const row = one.get(job, Number(first))
      if (!row) return []
      const failure = failureIn(row)
      const { code, remedy } = failure
      return [{ code, remedy, items: Number(items), first: { name: String(row['name']), failure } }]
    })
  }

  /** The names of items that failed for one cause. */
  names(job: number, { code, remedy }: FailureCause, limit: number): string[] {
    const rows = this.#sql(
      `SELECT name FROM items WHERE job = ? AND ${CAUSE} ORDER BY number LIMIT ?`,
    )
    return rows.all(job, code, remedy, limit).map(({ name }) => String(name))
  }

  #sql(text: string): StatementSync {
    const known = this.#prepared.get(text)
    if (known) return known
    const made = this.#database.prepare(text)
    this.#prepared.set(text, made)
    return made
  }
}

function conditionOf(
  { state, text, cause }: ItemQuery,
  moving: Moving,
): { where: string; values: string[] } {
  const where = ['job = ?']
  const values: string[] = []
  if (state !== undefined) {
    const inMove = 'IN (SELECT value FROM json_each(?))'
    if (state === 'moving') where.push(`number ${inMove}`)
    else where.push(`status IN (${STATUSES[state]})`)
    if (state === 'waiting') where.push(`number NOT ${inMove}`)
    if (state === 'moving' || state === 'waiting') values.push(JSON.stringify([...moving.keys()]))
  }
  if (cause) {
    where.push(CAUSE)
    values.push(cause.code, cause.remedy)
  }
  if (text !== '') {
    where.push('instr(lower(name), lower(?)) > 0')
    values.push(text)
  }
  return { where: where.join(' AND '), values }
}

function shown(row: Record<string, SQLOutputValue>, moving: Moving): TransferItem {
  const { note, chosen } = row
  const { verified } = resultIn(row)
  const number = Number(row['number'])
  const bytesDone = moving.get(number)
  const state = bytesDone === undefined ? stateOf(Number(row['status'])) : 'moving'
  const named = chosen === null ? undefined : `It became “${String(chosen)}”.`
  const words = [
    note === null ? deletion(number, state) : String(note),
    named,
    verified && `${verified}.`,
  ]
  const told = words.filter(word => word !== undefined).join(' ')
  return {
    number,
    name: String(row['name']),
    state,
    size: Number(row['size']),
    ...(bytesDone === undefined ? {} : { bytesDone }),
    ...(told === '' ? {} : { note: told }),
    ...(state === 'failed' ? { failure: failureIn(row) } : {}),
  }
}

/** What becomes of an item that a mirror deletes. */
function deletion(number: number, state: ItemState): string | undefined {
  if (number < DELETES_FROM || state === 'failed') return undefined
  return state === 'done' ? 'Deleted: it was only there.' : 'To be deleted: it is only there.'
}

function stateOf(status: number): Exclude<ItemState, 'moving'> {
  switch (status) {
    case done:
      return 'done'
    case skipped:
    case leftOut:
      return 'skipped'
    case failed:
      return 'failed'
    default:
      return 'waiting'
  }
}

function resultIn({ result }: Record<string, SQLOutputValue>): ItemResult {
  return typeof result === 'string' ? ItemResult.parse(JSON.parse(result)) : {}
}

function failureIn(row: Record<string, SQLOutputValue>): Failure {
  return Failure.parse(JSON.parse(String(row['failure'])))
}
