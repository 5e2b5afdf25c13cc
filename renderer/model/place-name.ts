import { type Location, lastSegment } from '#shared/location.ts'

/** What a place is called where there is room for one name: its folder, or its bucket. */
export function placeName({ bucket, prefix }: Pick<Location, 'bucket' | 'prefix'>): string {
  return prefix === '' ? bucket : lastSegment(prefix)
}

/** Where it is, without its own name: "bucket/folder". */
export function placeAround({ bucket, prefix }: Pick<Location, 'bucket' | 'prefix'>): string {
  if (prefix === '') return ''
  const above = prefix.slice(0, prefix.length - lastSegment(prefix).length - 1)
  return `${bucket}/${above}`.replace(/\/$/, '')
}
