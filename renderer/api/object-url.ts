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
