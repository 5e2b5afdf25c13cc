import type { TransferKind } from '#shared/transfer.ts'
import type { JobTable } from './journal/job-table.ts'

/** Transfers that are looked at. */
const LAST = 20
/** Those that took less, in milliseconds, say nothing of how long others take. */
const TELLING = 1000

/**
 * How long a job may take, in seconds, by the pace of the last ones of its kind with the profile:
 * large objects go by bytes, small ones by their number. `undefined` when there were none.
 */
export function recentPace(
  jobs: JobTable,
  kind: TransferKind,
  profileId: string,
): ((job: { items: number; bytes?: number | undefined }) => number) | undefined {
  let bytesPerSecond = 0
  let itemsPerSecond = 0
  for (const { transfer } of jobs.list(0, LAST, { text: '', kind, status: 'done' })) {
    const { state, created, location, bytesDone, itemsDone } = transfer
    if (state.status !== 'done' || location.profileId !== profileId) continue
    const took = state.finished - created
    if (took < TELLING) continue
    bytesPerSecond = Math.max(bytesPerSecond, (bytesDone * 1000) / took)
    itemsPerSecond = Math.max(itemsPerSecond, (itemsDone * 1000) / took)
  }
  if (itemsPerSecond === 0) return undefined
  return ({ items, bytes = 0 }) => {
    const byBytes = bytesPerSecond > 0 ? bytes / bytesPerSecond : 0
    // A job of few large objects says little of many small ones: whichever is faster is believed.
    return kind === 'delete' || byBytes === 0 ? items / itemsPerSecond : byBytes
  }
}
