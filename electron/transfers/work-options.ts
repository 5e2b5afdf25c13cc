import type { Transfer } from '#shared/transfer.ts'
import type { Journal } from './journal/journal.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { OpenStream } from './upload-source.ts'

/** What all kinds of work are made from: a started job, as the journal has it. */
export interface WorkOptions {
  readonly transfer: Transfer
  /** The job's number in the journal. */
  readonly job: number
  readonly journal: Journal
  /** Of the transfer's own location. */
  readonly storage: TransferStorage
  /** Where copies go to. */
  readonly target: TransferStorage
  /** What a page gives, while it is there; `close` when nothing more is wanted of it. */
  readonly streams: { open(number: number): OpenStream | undefined; close(): void }
}
