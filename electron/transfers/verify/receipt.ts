import { z } from 'zod'
import type { Transfer } from '#shared/transfer.ts'
import type { ReceiptItem } from '../journal/item-rows.ts'
import type { JobRow } from '../journal/job-table.ts'
import type { Journal } from '../journal/journal.ts'

/** Rows read from the journal at once. */
const PAGE = 500

/**
 * What a receipt says of one object: enough to tell later, without reading it, whether it is still
 * the same. The names are those of the file.
 */
export const ReceiptRow = z.object({
  name: z.string(),
  /** Absent from receipts that an older Pail wrote. */
  bucket: z.string().optional(),
  key: z.string().min(1),
  /** Bytes. */
  size: z.number().min(0),
  etag: z.string().optional(),
  versionId: z.string().optional(),
  /** As S3 names and writes it; of several parts it ends with `-` and their number. */
  checksumType: z.string().optional(),
  checksum: z.string().optional(),
  /** How it was made sure that the bytes are the same, in words. */
  verified: z.string().optional(),
  /** ISO 8601. */
  finished: z.string().optional(),
})
export type ReceiptRow = z.infer<typeof ReceiptRow>

/** The columns of a receipt, in their order. */
export const RECEIPT_COLUMNS = Object.keys(ReceiptRow.shape)

/** A row, and the number of its item in the job. */
export interface NumberedRow {
  readonly number: number
  readonly row: ReceiptRow
}

/** Some rows of the receipt of a transfer. */
export interface ReceiptPage {
  readonly transfer: Transfer
  readonly rows: readonly NumberedRow[]
}

/** What was moved by a job, a row for each object that is done. */
export function* receiptRows(journal: Journal, job: JobRow): Generator<ReceiptRow> {
  for (let after = -1; ; ) {
    const page = receiptPage(journal, job, after)
    for (const { number, row } of page) {
      after = number
      yield row
    }
    if (page.length < PAGE) return
  }
}

/** The next rows after an item; none when there are no more. */
export function receiptPage(
  { rows }: Journal,
  { seq, transfer }: JobRow,
  after: number,
): NumberedRow[] {
  return rows.receipts(seq, after, PAGE).map(item => {
    const { number, name, size, etag, versionId, checksum, verified, finished } = item
    const row: ReceiptRow = {
      name,
      bucket: (transfer.to?.location ?? transfer.location).bucket,
      key: storedKey(transfer, item),
      size,
      etag,
      versionId,
      checksumType: checksum?.algorithm,
      checksum: checksum?.value,
      verified,
      finished: finished === undefined ? undefined : new Date(finished).toISOString(),
    }
    return { number, row }
  })
}

/** The key of the object that the result is about: of a copy, not of its original. */
function storedKey({ kind }: Transfer, { key, chosen, detail }: ReceiptItem): string {
  switch (kind) {
    case 'upload':
      return chosen ?? key
    case 'copy':
    case 'move':
      return chosen ?? (detail.type === 'copy' ? detail.target : key)
    case 'download':
    case 'zip':
    case 'delete':
    case 'mirror-up':
    case 'mirror-down':
      return key
    default:
      return kind satisfies never
  }
}
