import { useEffect } from 'react'
import type { Browser } from '../browser/use-browser.ts'
import { plainName } from '../model/display-name.ts'
import type { Place } from '../model/navigation.ts'

/** Names the window after what it shows, "bucket/context — profile — Pail", and gives the name. */
export function useTitle({ place, profile }: Browser): string {
  const path = pathOf(place)
  const title = [path && plainName(path), profile?.label, 'Pail'].filter(Boolean).join(' — ')
  useEffect(() => {
    document.title = title
  }, [title])
  return title
}

function pathOf(place: Place): string {
  if (place.type === 'local') return place.folder.path
  return place.type === 'folder' ? place.location.bucket + pathEnd(place.location.prefix) : ''
}

function pathEnd(prefix: string): string {
  return prefix === '' ? '' : `/${prefix.slice(0, -1)}`
}
