import { lastSegment } from '#shared/location.ts'
import type { FailedItem, Transfer } from '#shared/transfer.ts'
import { plainName } from '../model/display-name.ts'
import { formatCount, formatSize } from '../model/format.ts'
import { formatTimeLeft } from './duration.ts'
import { placeName } from './place-name.ts'

/** Where it goes or comes from: "to reports/2026/", "from logs/ to ~/Downloads". */
export function transferPlace({ kind, location, folder }: Transfer): string {
  switch (kind) {
    case 'upload':
      return `to ${placeName(location)}`
    case 'download':
      return folder === undefined
        ? `from ${placeName(location)}`
        : `from ${placeName(location)} to ${plainName(folder)}`
    case 'delete':
      return `from ${placeName(location)}`
    default:
      return kind satisfies never
  }
}

/** How a transfer stands, in the words of its right-hand column. */
export function transferStatus(transfer: Transfer): string {
  const { state, itemsTotal, itemsDone, itemsSkipped, itemsFailed } = transfer
  switch (state.status) {
    case 'queued':
      return 'Waiting'
    case 'running': {
      const parts = [
        amount(transfer),
        ...(state.speed > 0 ? [`${formatSize(Math.round(state.speed))}/s`] : []),
        ...(state.secondsLeft === undefined ? [] : [formatTimeLeft(state.secondsLeft)]),
      ]
      return parts.join(' · ')
    }
    case 'done':
      return [
        itemsTotal > 1 ? formatCount(itemsDone, 'item') : 'Done',
        ...(itemsSkipped > 0 ? [`${itemsSkipped.toLocaleString()} skipped`] : []),
        ...(transfer.kind !== 'delete' && transfer.bytesDone > 0
          ? [formatSize(transfer.bytesDone)]
          : []),
      ].join(' · ')
    case 'failed':
      return state.failure || itemsTotal <= 1
        ? 'Failed'
        : `${itemsFailed.toLocaleString()} of ${formatCount(itemsTotal, 'item')} failed`
    case 'canceled':
      return itemsTotal > 1
        ? `Canceled after ${itemsDone.toLocaleString()} of ${itemsTotal.toLocaleString()}`
        : 'Canceled'
    default:
      return state satisfies never
  }
}

/** How much is done, 0 to 1; `undefined` when nobody knows. */
export function transferProgress(transfer: Transfer): number | undefined {
  const { kind, bytesDone, bytesTotal, itemsDone, itemsTotal } = transfer
  if (kind !== 'delete' && bytesTotal) return bytesDone / bytesTotal
  return itemsTotal > 0 ? itemsDone / itemsTotal : undefined
}

/** Failed items with the same code and remedy are one story. */
export interface FailureGroup {
  readonly first: FailedItem
  readonly names: readonly string[]
}

export function groupFailures({ failures }: Transfer): FailureGroup[] {
  const groups = new Map<string, { first: FailedItem; names: string[] }>()
  for (const item of failures) {
    const key = `${item.failure.code}\n${item.failure.remedy}`
    const group = groups.get(key)
    if (group) group.names.push(item.name)
    else groups.set(key, { first: item, names: [item.name] })
  }
  return [...groups.values()]
}

/** The name of what is moved right now, without its folders. */
export function currentName(current: string): string {
  return plainName(lastSegment(current))
}

function amount({ kind, bytesDone, bytesTotal, itemsDone, itemsTotal }: Transfer): string {
  if (kind === 'delete' || bytesTotal === undefined) {
    return `${itemsDone.toLocaleString()} of ${itemsTotal.toLocaleString()}`
  }
  return `${formatSize(bytesDone)} of ${formatSize(bytesTotal)}`
}
