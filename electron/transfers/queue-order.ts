import type { QueueMove } from '#shared/transfer.ts'

/** What has a place in the order in which transfers are done. */
export interface Ranked {
  readonly transfer: { readonly id: string }
  /** The lower, the sooner. */
  rank: number
}

/** Moves one of them, and gives those that have another rank now; none when it can't be moved. */
export function moveInQueue<Job extends Ranked>(
  queue: readonly Job[],
  id: string,
  to: QueueMove,
): Job[] {
  const sorted = queue.toSorted((a, b) => a.rank - b.rank)
  const at = sorted.findIndex(({ transfer }) => transfer.id === id)
  const job = sorted[at]
  if (!job) return []
  switch (to) {
    case 'up':
      return swap(job, sorted[at - 1])
    case 'down':
      return swap(job, sorted[at + 1])
    case 'top':
      return put(job, sorted[0], -1)
    case 'bottom':
      return put(job, sorted.at(-1), 1)
    default:
      return to satisfies never
  }
}

function swap<Job extends Ranked>(job: Job, other: Job | undefined): Job[] {
  if (!other) return []
  const { rank } = job
  job.rank = other.rank
  other.rank = rank
  return [job, other]
}

function put<Job extends Ranked>(job: Job, end: Job | undefined, step: number): Job[] {
  if (!end || end === job) return []
  job.rank = end.rank + step
  return [job]
}
