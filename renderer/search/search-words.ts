import type { SearchState } from '#shared/search.ts'
import { formatCount, formatSize } from '../model/format.ts'

/** What was found so far, in a few words. */
export function foundLine({ hits, bytes }: SearchState): string {
  return hits === 0 ? 'Nothing found' : `${hits.toLocaleString()} found, ${formatSize(bytes)}`
}

/** What was looked through: never a part of a whole, which nobody knows. */
export function progressLine(state: SearchState): string {
  const { scanned, requests, elapsed, status, buckets, bucketsDone } = state
  const parts = [
    `${formatCount(scanned, 'object')} looked through`,
    formatCount(requests, 'request'),
  ]
  if (status === 'running' && elapsed > 1000) {
    const rate = Math.round(scanned / (elapsed / 1000))
    parts.push(`${rate.toLocaleString()} a second`)
  }
  if (buckets > 1)
    parts.push(`${bucketsDone.toLocaleString()} of ${formatCount(buckets, 'bucket')}`)
  if (status === 'done') parts.push('complete')
  if (status === 'stopped') parts.push('stopped')
  return parts.join(' · ')
}
