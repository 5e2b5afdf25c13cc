import { AppError } from '#shared/errors.ts'
import type { Transfer } from '#shared/transfer.ts'
import type { ItemState } from '#shared/transfer-items.ts'
import type { Export, TransferQuery } from '#shared/transfer-query.ts'
import type { JobRow } from '../journal/job-table.ts'
import type { Journal } from '../journal/journal.ts'
import { RECEIPT_COLUMNS, receiptRows } from '../verify/receipt.ts'
import { isoTime, type TableRow, tableText } from './table.ts'
import { writeReport } from './write-report.ts'

/** Rows read from the journal at once. */
const PAGE = 500

const ITEM_COLUMNS = ['name', 'state', 'size', 'note', 'error', 'cause', 'remedy'] as const
const TRANSFER_COLUMNS = [
  'started',
  'finished',
  'kind',
  'label',
  'state',
  'from',
  'to',
  'items',
  'done',
  'skipped',
  'failed',
  'bytes',
] as const

/**
 * Writes what the journal knows into a file for other programs.
 *
 * @param folder a local folder
 * @returns the path of the file
 * @throws AppError `invalid` for a transfer that is gone, `local-file`
 */
export async function exportTable(
  journal: Journal,
  { of, format }: Export,
  folder: string,
): Promise<string> {
  if (of.type === 'transfers') {
    const text = tableText(TRANSFER_COLUMNS, transferRows(journal, of.query), format)
    return await writeReport(folder, `Pail transfers.${format}`, text)
  }
  const job = journal.jobs.get(of.id)
  if (!job) throw gone()
  if (of.type === 'receipt') {
    const receipt = tableText(RECEIPT_COLUMNS, receiptRows(journal, job), format)
    return await writeReport(folder, `Pail receipt ${dayOf(job)}.${format}`, receipt)
  }
  const text = tableText(ITEM_COLUMNS, itemRows(journal, job, of.state), format)
  const which = of.state ? `${of.state} items` : 'items'
  return await writeReport(
    folder,
    `Pail ${job.transfer.kind} ${dayOf(job)} ${which}.${format}`,
    text,
  )
}

function dayOf({ transfer }: JobRow): string {
  return new Date(transfer.created).toISOString().slice(0, 10)
}

function* itemRows({ rows }: Journal, { seq }: JobRow, state?: ItemState): Generator<TableRow> {
  const query = { text: '', ...(state ? { state } : {}) }
  for (let from = 0; ; from += PAGE) {
    const { items } = rows.page(seq, query, new Map(), { from, to: from + PAGE })
    for (const { name, state: stands, size, note, failure } of items) {
      yield {
        name,
        state: stands,
        size,
        note,
        error: failure?.message,
        cause: failure?.code,
        remedy: failure?.remedy,
      }
    }
    if (items.length < PAGE) return
  }
}

function* transferRows({ jobs }: Journal, query: TransferQuery): Generator<TableRow> {
  for (let from = 0; ; from += PAGE) {
    const page = jobs.list(from, from + PAGE, query)
    for (const { transfer } of page) yield transferRow(transfer)
    if (page.length < PAGE) return
  }
}

function transferRow(transfer: Transfer): TableRow {
  const { location, to, folder, state } = transfer
  const place = `${location.bucket}/${location.prefix}`
  const target = to ? `${to.location.bucket}/${to.location.prefix}${to.name ?? ''}` : folder
  const upload = transfer.kind === 'upload'
  return {
    started: isoTime(transfer.created),
    finished: 'finished' in state ? isoTime(state.finished) : undefined,
    kind: transfer.kind,
    label: transfer.label,
    state: state.status,
    from: upload ? undefined : place,
    to: upload ? place : target,
    items: transfer.itemsTotal,
    done: transfer.itemsDone,
    skipped: transfer.itemsSkipped,
    failed: transfer.itemsFailed,
    bytes: transfer.bytesDone,
  }
}

function gone(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'This transfer is no longer known.',
    remedy: 'It was cleared; choose another one.',
  })
}
