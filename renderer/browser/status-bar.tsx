import { Lock } from 'lucide-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { formatBytes, formatCount, formatSize } from '../model/format.ts'
import { useBrowser } from './browser-context.ts'
import { selectedBytes } from './selected.ts'
import { hostOf } from './waiting-note.tsx'

/** The bottom line: how much there is, what is selected, where it lives. */
export function StatusBar() {
  const { place, profile, objects } = useBrowser()
  // Ten new counts a second are not for reading aloud.
  const counting = objects.state?.status === 'loading'
  return (
    <footer className="@container flex h-6 shrink-0 items-center gap-2 border-t border-hairline bg-raised px-3 text-sm text-secondary tabular">
      {place.type !== 'welcome' && (
        <span className="min-w-0 truncate" aria-live={counting ? 'off' : 'polite'}>
          <Counts />
        </span>
      )}
      <span className="flex-1" />
      {profile && (
        <>
          <span className="min-w-0 truncate @max-[440px]:hidden">{hostOf(profile)}</span>
          {profile.endpoint.type === 'custom' && (
            <span className="shrink-0 @max-[440px]:hidden">
              <Dot /> {profile.region}
            </span>
          )}
          {profile.readOnly && (
            <>
              <Dot />
              <span className="flex shrink-0 items-center gap-1 font-medium text-primary">
                <Lock size={12} /> read-only
              </span>
            </>
          )}
        </>
      )}
    </footer>
  )
}

function Counts() {
  const {
    place,
    filter,
    rows,
    count,
    situation,
    selection,
    objects,
    buckets,
    loading,
    failure,
    search,
  } = useBrowser()
  const found = search?.search.state
  const wholePlace = filter === '' ? objects.state : undefined
  const whole = search ? found && { folders: 0, files: found.hits, bytes: found.bytes } : wholePlace
  const chosenBytes = useSyncExternalStore(rows.arrivals.follow, () =>
    selectedBytes(selection, rows, whole),
  )
  const parts: ReactNode[] = []
  if (search) {
    if (found) parts.push(`${formatCount(found.hits, 'result')}, ${formatSize(found.bytes)}`)
  } else if (failure && count === 0) return null
  else if (loading) return 'Loading…'
  else if (filter !== '')
    parts.push(`${rows.total.toLocaleString()} of ${count.toLocaleString()} shown`)
  else if (place.type === 'profile') parts.push(formatCount(buckets.count, 'bucket'))
  else {
    const { folders = 0, files = 0, bytes = 0 } = objects.state ?? {}
    if (folders > 0) parts.push(formatCount(folders, 'folder'))
    if (files > 0 || folders === 0) {
      parts.push(
        <span key="files" title={formatBytes(bytes)}>
          {formatCount(files, place.type === 'local' ? 'file' : 'object')}
          {files > 0 && `, ${formatSize(bytes)}`}
        </span>,
      )
    }
  }
  if (!search && objects.state?.status === 'loading' && place.type !== 'profile')
    parts.push('still counting…')
  if (situation.selected > 0) {
    const known = chosenBytes !== undefined && (search || place.type !== 'profile')
    const size = known ? `, ${formatSize(chosenBytes)}` : ''
    parts.push(`${situation.selected.toLocaleString()} selected${size}`)
  }
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts keep their order
    <span key={index}>
      {index > 0 && <Dot />} {part}
    </span>
  ))
}

function Dot() {
  return <span aria-hidden="true"> · </span>
}
