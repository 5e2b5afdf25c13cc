import type { Location } from '#shared/location.ts'
import { plainName } from '../model/display-name.ts'

/** A place as a sentence names it: "reports/2026/". */
export function placeName({ bucket, prefix }: Location): string {
  return plainName(`${bucket}/${prefix}`)
}
