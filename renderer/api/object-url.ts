import { bridge } from './bridge.ts'

/** One version of an object, as what its bytes really are. */
export interface ShownObject {
  readonly profileId: string
  readonly bucket: string
  readonly key: string
  readonly etag: string
  /** Such as `image/png`. */
  readonly mediaType: string
}

/** Where the shell serves the bytes of an object, for pictures, sound and films; ranges work. */
export function objectUrl({ profileId, bucket, key, etag, mediaType }: ShownObject): string {
  const query = new URLSearchParams({ profile: profileId, bucket, key, etag, as: mediaType })
  const base = bridge().shell === 'desktop' ? 'pail-object://object/bytes' : '/object/bytes'
  return `${base}?${query}`
}

/** Where the browser shell serves an object as a file to be kept; absolute. */
export function downloadUrl(object: Omit<ShownObject, 'mediaType'>): string {
  const { profileId, bucket, key, etag } = object
  const query = new URLSearchParams({ profile: profileId, bucket, key, etag, download: '1' })
  return `${location.origin}/object/bytes?${query}`
}
