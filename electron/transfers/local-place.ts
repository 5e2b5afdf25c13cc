import { DELIMITER } from '#shared/location.ts'
import type { Item } from './journal/item.ts'

/** Where an item goes, below the chosen folder. */
export function placeOf({ name, detail }: Pick<Item, 'name' | 'detail'>): readonly string[] {
  if ('segments' in detail && detail.segments) return detail.segments
  const path = detail.type === 'folder' ? name.slice(0, -1) : name
  return path.split(DELIMITER)
}

/** A path as the pickiest file system compares it. */
export function samePath(segments: readonly string[]): string {
  return segments.join('/').normalize('NFC').toLowerCase()
}
