import type { TransfersSummary } from './transfer.ts'

/** What took at least so long, in milliseconds, is told of when it is over. */
const LONG = 20_000

/** Since when transfers are active, and what was over before them. */
export interface TransfersWatch {
  readonly since: number
  readonly done: number
  readonly failed: number
}

/** What a summary says since the last one; `ended` when all of a long time is over. */
export function watchTransfers(
  watch: TransfersWatch | undefined,
  summary: TransfersSummary,
  now: number,
): { watch: TransfersWatch | undefined; ended?: { title: string; text: string } } {
  const { done, failed } = summary
  if (isBusy(summary)) return { watch: watch ?? { since: now, done, failed } }
  if (!watch || now - watch.since < LONG) return { watch: undefined }
  const succeeded = Math.max(0, done - watch.done)
  const broken = Math.max(0, failed - watch.failed)
  // Paused or canceled: whoever did it knows.
  if (succeeded + broken === 0) return { watch: undefined }
  const title = broken > 0 ? `${counted(broken)} failed` : `${counted(succeeded)} done`
  const text = broken > 0 ? `${counted(succeeded)} done. Open Pail to see why.` : 'Nothing failed.'
  return { watch: undefined, ended: { title, text } }
}

/** Whether something runs, waits for the network, or will run as soon as it is its turn. */
export function isBusy({ running, waiting, queued }: TransfersSummary): boolean {
  return running + waiting + queued > 0
}

/** How much of all that is active is done, 0 to 1; `undefined` when idle or nobody knows. */
export function progressOf(summary: TransfersSummary): number | undefined {
  if (!isBusy(summary)) return undefined
  const { bytesDone, bytesTotal, itemsDone, itemsTotal } = summary
  if (bytesTotal) return Math.min(1, bytesDone / bytesTotal)
  return itemsTotal > 0 ? Math.min(1, itemsDone / itemsTotal) : undefined
}

function counted(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'transfer' : 'transfers'}`
}
