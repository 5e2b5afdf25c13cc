import { MAX_ROWS } from '#shared/listing.ts'
import type { RowRange } from './selection.ts'

/** Windows start and end on a multiple of this, so that small scrolls ask for nothing new. */
const CHUNK = 100

/**
 * The rows to ask for when `first` to `last` are in sight: those and a chunk on either side, never
 * more than one request may have.
 */
export function rowWindow(first: number, last: number): RowRange {
  const from = Math.max(0, Math.floor(first / CHUNK) - 1) * CHUNK
  const to = (Math.ceil(last / CHUNK) + 1) * CHUNK
  return { from, to: Math.min(to, from + MAX_ROWS) }
}
