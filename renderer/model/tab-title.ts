import { lastSegment } from '#shared/location.ts'
import { plainName } from './display-name.ts'
import { folderName } from './local-place.ts'
import type { Place } from './navigation.ts'

/**
 * A place in the few words a tab has room for: "bucket/context", with what lies between left out.
 *
 * @param panes that share the tab: two of them have room for the innermost folder only
 */
export function tabTitle(place: Place, profileLabel: string | undefined, panes = 1): string {
  switch (place.type) {
    case 'welcome':
      return 'Welcome'
    case 'profile':
      return profileLabel ?? 'Buckets'
    case 'folder': {
      const { bucket, prefix } = place.location
      if (prefix === '') return plainName(bucket)
      const last = lastSegment(prefix)
      if (panes > 1) return plainName(last)
      const between = prefix.length > last.length + 1 ? '…/' : ''
      return plainName(`${bucket}/${between}${last}`)
    }
    case 'local':
      return plainName(folderName(place.folder))
    default:
      return place satisfies never
  }
}

/** The whole place, for hovering. */
export function tabHint(place: Place, profileLabel: string | undefined): string {
  if (place.type === 'local') return plainName(place.folder.path)
  const { bucket, prefix } = place.type === 'folder' ? place.location : { bucket: '', prefix: '' }
  const path = bucket === '' ? [] : [plainName(`${bucket}/${prefix}`.replace(/\/$/, ''))]
  return [...path, profileLabel ?? 'Pail'].join(' — ')
}
