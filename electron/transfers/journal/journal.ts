import { BatchedWrites } from './batched-writes.ts'
import { ComparisonTable } from './comparison-table.ts'
import { ItemRows } from './item-rows.ts'
import { ItemTable } from './item-table.ts'
import { JobTable } from './job-table.ts'
import { PartFileTable } from './part-file-table.ts'
import { openJournalFile } from './schema.ts'
import { UploadTable } from './upload-table.ts'
import { WriteAheadLog } from './write-ahead-log.ts'

/**
 * What survives a crash: every job, every item of it, and what was half done. One SQLite file,
 * readable after any kill. Jobs of any size cost no memory: items are read a page at a time.
 */
export class Journal {
  readonly jobs: JobTable
  readonly items: ItemTable
  readonly comparisons: ComparisonTable
  readonly rows: ItemRows
  readonly uploads: UploadTable
  readonly partFiles: PartFileTable
  readonly #writes: BatchedWrites
  readonly #close: () => void

  /** @param file its path, or `:memory:` for one that is forgotten */
  constructor(file: string) {
    const database = openJournalFile(file)
    const log = new WriteAheadLog(file)
    this.#writes = new BatchedWrites(database, log)
    this.jobs = new JobTable(database, this.#writes)
    this.items = new ItemTable(database, this.#writes)
    this.comparisons = new ComparisonTable(database, this.#writes)
    this.rows = new ItemRows(database)
    this.uploads = new UploadTable(database, this.#writes)
    this.partFiles = new PartFileTable(database, this.#writes)
    this.#close = () => {
      log.close()
      database.close()
    }
  }

  /** Makes everything written so far survive whatever happens next. */
  commit(): void {
    this.#writes.commit()
  }

  close(): void {
    this.jobs.close()
    this.commit()
    this.#close()
  }
}
