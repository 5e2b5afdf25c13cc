import type { TransfersSummary } from '#shared/transfer.ts'
import { isBusy } from '#shared/transfers-watch.ts'
import { formatCount, formatSize } from '../model/format.ts'
import { formatTimeLeft } from './duration.ts'
import type { Job } from './jobs.ts'

/** All transfers in a few words, and the numbers that go with them while something runs. */
export function barWords(summary: TransfersSummary | undefined): {
  readonly text: string
  readonly numbers: readonly string[]
} {
  if (!summary) return { text: 'Transfers', numbers: [] }
  const { running, waiting, itemsDone, itemsTotal, speed, secondsLeft } = summary
  if (!isBusy(summary)) return { text: idleWords(summary), numbers: [] }
  const numbers = [
    ...(speed > 0 ? [`${formatSize(Math.round(speed))}/s`] : []),
    ...(secondsLeft === undefined ? [] : [formatTimeLeft(secondsLeft)]),
  ]
  if (running === 0 && waiting > 0) return { text: 'Waiting for the network', numbers: [] }
  const text = `${itemsDone.toLocaleString()} of ${formatCount(itemsTotal, 'item')}`
  return { text, numbers }
}

/** What is counted in the background right now; `undefined` when nothing is. */
export function lookingWords(jobs: readonly Job[]): { job: Job; text: string } | undefined {
  for (const job of jobs) {
    // A delete shows its count in its own dialog.
    if (job.kind === 'delete' || job.stage.status !== 'planning' || !job.stage.slow) continue
    const { items, bytes } = job.stage.progress
    const found = items === 0 ? '' : ` ${formatCount(items, 'item')}, ${formatSize(bytes)}`
    return { job, text: `Looking…${found}` }
  }
  return undefined
}

function idleWords({ paused, done, failed, canceled }: TransfersSummary): string {
  const parts = [
    ...(paused > 0 ? [`${paused.toLocaleString()} paused`] : []),
    ...(done > 0 ? [`${done.toLocaleString()} done`] : []),
    ...(failed > 0 ? [`${failed.toLocaleString()} failed`] : []),
    ...(canceled > 0 ? [`${canceled.toLocaleString()} canceled`] : []),
  ]
  return parts.length === 0 ? 'No transfers' : parts.join(', ')
}
