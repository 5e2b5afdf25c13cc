import { type Entry, entryId } from '#shared/listing.ts'
import type { Bucket } from '#shared/s3.ts'

/** A row of a listing: a folder or file of a bucket, or a bucket of a profile. */
export type Row = Entry | (Bucket & { readonly type: 'bucket' })

/** Identifies a row within its listing: the prefix, the key, or the bucket's name. */
export function rowId(row: Row): string {
  return row.type === 'bucket' ? row.name : entryId(row)
}

/** The rows of the place that is shown, as far as they are at hand. */
export interface Rows {
  readonly total: number
  /** Changes whenever rows may stand elsewhere than before. */
  readonly stamp: string
  /** `undefined` for a row that is not at hand yet. */
  at(index: number): Row | undefined
  /** The index an id stands on now. */
  find(id: string): Promise<number | undefined>
}
