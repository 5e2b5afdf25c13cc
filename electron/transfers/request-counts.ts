import type { RequestCounts } from '#shared/preflight.ts'
import type { PlanKind } from '#shared/transfer.ts'
import { partSizeFor } from '../storage/multipart.ts'
import { ONE_PUT } from '../storage/upload-from-path.ts'
import { chunkSizeFor, RANGED_FROM } from './fetch-object.ts'
import { KEYS_PER_DELETE } from './run-delete.ts'

/** Keys that one listing tells. */
const KEYS_PER_LIST = 1000

/** What all items of a job will ask of the endpoint, when nothing has to be asked twice. */
export function addRequests(counts: RequestCounts, kind: PlanKind, size: number): void {
  switch (kind) {
    case 'upload':
      counts.writes += size > ONE_PUT ? Math.ceil(size / partSizeFor(size)) + 2 : 1
      return
    case 'download':
      counts.reads += size > RANGED_FROM ? Math.ceil(size / chunkSizeFor(size)) + 1 : 1
      return
    case 'zip':
      counts.reads += 1
      return
    case 'move':
    case 'copy':
      // HEAD of the original, and of the copy to prove it.
      counts.reads += 2
      counts.writes += 1
      counts.deletes += kind === 'move' ? 1 : 0
      return
    case 'delete':
      return
    default:
      kind satisfies never
  }
}

/** What is asked for many items at once: pages of listings, batches of deletions. */
export function withPages(counts: RequestCounts, kind: PlanKind, items: number): RequestCounts {
  const pages = Math.ceil(items / KEYS_PER_LIST)
  const batches = kind === 'delete' ? Math.ceil(items / KEYS_PER_DELETE) : 0
  return { ...counts, writes: counts.writes + pages, deletes: counts.deletes + batches }
}
