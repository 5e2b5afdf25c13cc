import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { BatchedWrites } from './batched-writes.ts'

/**
 * A multipart upload that an item began. Which of its parts are stored is asked of S3. Without an
 * `upload` nobody knows whether it was made: the answer never came.
 */
export interface BegunUpload {
  readonly item: number
  readonly key: string
  /** When it was about to be made, in milliseconds since the Unix epoch. */
  readonly begun: number
  readonly upload: { readonly uploadId: string; readonly partSize: number } | undefined
}

/** The multipart uploads that must not be forgotten: they cost money until someone ends them. */
export class UploadTable {
  readonly #writes: BatchedWrites
  readonly #begin: StatementSync
  readonly #began: StatementSync
  readonly #end: StatementSync
  readonly #one: StatementSync
  readonly #all: StatementSync

  constructor(database: DatabaseSync, writes: BatchedWrites) {
    this.#writes = writes
    const sql = (text: string) => database.prepare(text)
    this.#begin = sql('INSERT OR REPLACE INTO uploads (job, item, key, begun) VALUES (?, ?, ?, ?)')
    this.#began = sql('UPDATE uploads SET upload_id = ?, part_size = ? WHERE job = ? AND item = ?')
    this.#end = sql('DELETE FROM uploads WHERE job = ? AND item = ?')
    this.#one = sql('SELECT * FROM uploads WHERE job = ? AND item = ?')
    this.#all = sql('SELECT * FROM uploads WHERE job = ?')
  }

  /** Before an upload is made. Survives whatever happens. */
  begin(job: number, item: number, key: string): void {
    this.#writes.write(() => this.#begin.run(job, item, key, Date.now()))
    this.#writes.commit()
  }

  /** It is made. Outlives the process at once; after a power cut it is found by its key and time. */
  began(job: number, item: number, upload: { uploadId: string; partSize: number }): void {
    this.#writes.write(() => this.#began.run(upload.uploadId, upload.partSize, job, item))
    this.#writes.commitSoon()
  }

  /** It is completed or aborted. */
  end(job: number, item: number): void {
    this.#writes.write(() => this.#end.run(job, item))
  }

  of(job: number, item: number): BegunUpload | undefined {
    const row = this.#one.get(job, item)
    return row && begunUpload(row)
  }

  all(job: number): BegunUpload[] {
    return this.#all.all(job).map(begunUpload)
  }
}

function begunUpload(row: Record<string, SQLOutputValue>): BegunUpload {
  const { item, key, begun, upload_id: uploadId, part_size: partSize } = row
  return {
    item: Number(item),
    key: String(key),
    begun: Number(begun),
    upload:
      uploadId === null ? undefined : { uploadId: String(uploadId), partSize: Number(partSize) },
  }
}
