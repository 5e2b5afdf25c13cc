import type { Access } from './bench-playground.ts'

/** What is compared, and whether it is then made alike. */
export interface MirrorJob {
  readonly access: Access
  readonly bucket: string
  readonly prefix: string
  readonly folder: string
  readonly apply: boolean
}

/** What came of a comparison, and what it took. */
export interface Compared {
  readonly seconds: number
  readonly fresh: number
  readonly changed: number
  readonly same: number
  readonly extra: number
  /** Resident memory at its highest, in bytes. */
  readonly peakBytes: number
  /** How long the main thread kept its other work waiting: p99 in milliseconds. */
  readonly loopDelay: number
}

/** The same of Pail, with what it does once the user has looked at it. */
export interface Mirrored extends Compared {
  /** Milliseconds until a window has the first and the last rows, of all and of a class. */
  readonly firstRows: number
  readonly lastRows: number
  /** How long something else waits for the thread while all of it is forgotten: milliseconds. */
  readonly released?: number
  readonly applied?: Applied
}

/** What making it like the folder took. */
export interface Applied {
  readonly items: number
  readonly peakBytes: number
  /** The same until half of the items was done. */
  readonly warmBytes: number
  readonly loopDelay: number
  readonly seconds: number
  /** What a comparison finds to do afterwards. */
  readonly left: number
}
