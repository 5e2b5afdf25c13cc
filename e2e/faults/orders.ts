import type { Kind } from './kinds.ts'

/** What a victim is to do. */
export interface Orders {
  readonly kind: Kind
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly bucket: string
  /** What goes up, where it comes down to, or what is compared with `d/`. A zip is `d.zip` in it. */
  readonly folder: string
  readonly journal: string
}
