import type { SizeReport } from '#shared/size.ts'
import { formatBytes, formatCount, formatExactTime, formatSize } from '../model/format.ts'

/** What a line about a size says: never a part of a whole, which nobody knows. */
export function sizeLine({ status, objects, bytes }: SizeReport): string {
  const counted = `${formatSize(bytes)} in ${formatCount(objects, 'object')}`
  switch (status) {
    case 'waiting':
      return 'Waiting for its turn…'
    case 'counting':
      return `${counted} so far…`
    case 'stopped':
      return `${counted} until it was stopped`
    case 'failed':
      return `${counted} until it failed`
    case 'complete':
      return counted
    default:
      return status satisfies never
  }
}

/** One line of the facts about a size. */
export interface SizeFact {
  readonly label: string
  readonly value: string
  readonly mono?: boolean
}

/** Everything that was counted, as facts. */
export function sizeFacts(report: SizeReport): SizeFact[] {
  const { objects, bytes, classes, largest, newest, oldest } = report
  if (objects === 0) return []
  return [
    { label: 'Size', value: `${formatSize(bytes)} (${formatBytes(bytes)})` },
    { label: 'Objects', value: objects.toLocaleString() },
    ...(classes.length > 1 || classes[0]?.storageClass !== 'STANDARD'
      ? classes.map(sum => ({
          label: sum.storageClass,
          value: `${formatSize(sum.bytes)} in ${formatCount(sum.objects, 'object')}`,
        }))
      : []),
    ...(newest
      ? [{ label: 'Newest', value: `${formatExactTime(newest.modified)}\n${newest.key}` }]
      : []),
    ...(oldest
      ? [{ label: 'Oldest', value: `${formatExactTime(oldest.modified)}\n${oldest.key}` }]
      : []),
    ...largest.map(({ key, size }, index) => ({
      label: index === 0 ? 'Largest' : `Largest, no. ${index + 1}`,
      value: `${formatSize(size)}\n${key}`,
    })),
  ]
}

/** How old a result is, in words; both in ms since the Unix epoch. */
export function ageLine(finished: number, now: number): string {
  const minutes = Math.floor((now - finished) / 60_000)
  if (minutes < 1) return 'Counted just now'
  if (minutes < 60) return `Counted ${minutes} min ago`
  return `Counted ${Math.floor(minutes / 60)} h ago`
}
