import type { ObjectsChanged } from '#shared/objects-changed.ts'
import type { TransfersSummary } from '#shared/transfer.ts'
import type { JobRow } from './journal/job-table.ts'
import type { Journal } from './journal/journal.ts'
import type { TransferLimits } from './limits/transfer-limits.ts'
import type { Work } from './work.ts'

/** What the engine is built from. */
export interface EngineOptions {
  readonly journal: Journal
  /** Makes the work of a job, when it starts and when it goes on. */
  readonly work: (job: JobRow) => Promise<Work>
  /** What all transfers together must not exceed. */
  readonly limits: TransferLimits
  readonly onSummary: (summary: TransfersSummary) => void
  /** Objects came or went in these places. */
  readonly onObjectsChanged: (changed: ObjectsChanged) => void
}
