import { lastSegment } from '#shared/location.ts'
import type { NotKept } from '#shared/s3.ts'
import { becomesOneFile, type Transfer } from '#shared/transfer.ts'
import { plainName } from '../model/display-name.ts'
import { formatCount, formatSize } from '../model/format.ts'
import { formatTimeLeft } from './duration.ts'
import { placeName } from './place-name.ts'
import { verbOf } from './plan-words.ts'

/** Where it goes or comes from: "to reports/2026/", "from logs/ to ~/Downloads". */
export function transferPlace(transfer: Transfer): string {
  const { kind, location, folder } = transfer
  switch (kind) {
    case 'upload':
      return `to ${placeName(location)}`
    case 'download':
    case 'zip':
      return folder === undefined
        ? `from ${placeName(location)}`
        : `from ${placeName(location)} to ${plainName(folder)}`
    case 'mirror-up':
      return `from ${plainName(folder ?? '')} to ${placeName(location)}`
    case 'mirror-down':
      return `from ${placeName(location)} to ${plainName(folder ?? '')}`
    case 'delete':
      return `from ${placeName(location)}`
    case 'copy':
    case 'move':
      return copyPlace(transfer)
    default:
      return kind satisfies never
  }
}

function copyPlace({ location, to }: Transfer): string {
  if (!to) return `from ${placeName(location)}`
  const { location: target, name } = to
  const same = placeName(target) === placeName(location)
  if (name !== undefined && same) return `to “${plainName(name)}” in ${placeName(target)}`
  return same ? `in ${placeName(target)}` : `from ${placeName(location)} to ${placeName(target)}`
}

/** What is done, as a noun: "Upload", "Rename". */
export function transferVerb({ kind, to }: Transfer): string {
  return kind === 'move' && to?.name !== undefined ? 'Rename' : verbOf(kind)
}

/** What copies had to do without, in a sentence each; none when all was kept. */
export function notKeptWords({ notKept = [], kind }: Transfer): string[] {
  return notKept.map(({ what, items }) => {
    const noun = kind === 'move' ? 'moved object' : 'copy'
    const which = items === 1 ? `One ${noun}` : `${items.toLocaleString()} ${plural(noun)}`
    return `${which} ${NOT_KEPT[what]}`
  })
}

const NOT_KEPT: Record<NotKept, string> = {
  tags: 'could not keep the tags: the endpoint did not take them, or they may not be read.',
  'storage-class': 'could not keep the storage class: the bucket’s own is used.',
  encryption: 'could not keep the encryption key: the bucket’s own encryption is used.',
  access: 'could not keep the access list: only the owner may use it now.',
  lock: 'could not keep the object lock: it stays with the version it was set for.',
}

function plural(noun: string): string {
  return noun === 'copy' ? 'copies' : `${noun}s`
}

/** How a transfer stands, in the words of its right-hand column. */
export function transferStatus(transfer: Transfer): string {
  const { state, itemsTotal, itemsDone, itemsFailed } = transfer
  const skipped = transfer.itemsSkipped + (transfer.itemsLeftOut ?? 0)
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
    case 'waiting':
      return `Waiting for the network · ${amount(transfer)}`
    case 'paused':
      return becomesOneFile(transfer.kind)
        ? 'Paused · starts over when it goes on'
        : `Paused · ${amount(transfer)}`
    case 'done':
      return [
        itemsTotal > 1 ? formatCount(itemsDone, 'item') : 'Done',
        ...(skipped > 0 ? [`${skipped.toLocaleString()} skipped`] : []),
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

/** The name of what is moved right now, without its folders. */
export function currentName(current: string): string {
  return plainName(lastSegment(current))
}

function amount({ kind, bytesDone, bytesTotal, itemsDone, itemsTotal }: Transfer): string {
  if (kind === 'delete' || !bytesTotal) {
    return `${itemsDone.toLocaleString()} of ${itemsTotal.toLocaleString()}`
  }
  return `${formatSize(bytesDone)} of ${formatSize(bytesTotal)}`
}
