import type { Access } from './bench-playground.ts'
import type { FileSet } from './transfer-sets.ts'

/** Who does it: Pail, the SDK's own means with as many files at once, or a loop over the files. */
export type Tool = 'pail' | 'sdk' | 'loop'

/** What one process does and is measured at. */
export interface TransferJob {
  readonly tool: Tool
  readonly verb: 'upload' | 'download' | 'copy' | 'delete'
  readonly access: Access
  readonly bucket: string
  readonly set: FileSet
  /** The set's own folder (upload), or the one that its folder comes to be in (download). */
  readonly folder: string
  /** How many parts and files Pail moves at once; without it finds out by itself. */
  readonly lanes?: number
  /** The prefix that the set's prefix is in; of an upload, where it comes to be. */
  readonly prefix: string
}

/** What it took. */
export interface Measured {
  readonly seconds: number
  readonly cpuSeconds: number
  /** Resident memory at its highest, in bytes. */
  readonly peakBytes: number
  /** The same until half of the items was done. */
  readonly warmBytes: number
  /** How long the main thread kept its other work waiting: p99 in milliseconds. */
  readonly loopDelay: number
}
