import { type Entry, entryId } from '#shared/listing.ts'
import type { Bucket } from '#shared/s3.ts'
import type { FollowableRows } from '../model/followed-selection.ts'
import type { Arrivals } from './arrivals.ts'

/** A row of a listing: a folder or file of a bucket, or a bucket of a profile. */
export type Row = Entry | (Bucket & { readonly type: 'bucket' })

/** Identifies a row within its listing: the prefix, the key, or the bucket's name. */
export function rowId(row: Row): string {
  return row.type === 'bucket' ? row.name : entryId(row)
}

/** The rows of the place that is shown, as far as they are at hand. */
export interface Rows extends FollowableRows {
  /** Which rows, and in which order: the same while it is only some that come and go. */
  readonly order: string
  /** `undefined` for a row that is not at hand yet. */
  at(index: number): Row | undefined
  readonly arrivals: Arrivals
  /**
   * The first row from `from` on, and then from the top, whose name begins with a text, also of
   * those that are not at hand where the place can tell. Rejects when there are newer rows already.
   */
  startingWith(text: string, from: number): Promise<number | undefined>
}

/** Completes rows by what follows from the others. */
export function rowsFrom(rows: Omit<Rows, 'idAt'>): Rows {
  return {
    ...rows,
    idAt: index => {
      const row = rows.at(index)
      return row && rowId(row)
    },
  }
}
