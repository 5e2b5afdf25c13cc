/** What a victim is to do. */
export interface Orders {
  readonly kind: 'upload' | 'download' | 'zip' | 'delete' | 'move'
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly bucket: string
  /** What goes up, or where it comes down to. A zip is `d.zip` in it. */
  readonly folder: string
  readonly journal: string
}
