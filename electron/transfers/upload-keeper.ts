import { AppError } from '#shared/errors.ts'
import type { Item } from './journal/item.ts'
import type { BegunUpload, UploadTable } from './journal/upload-table.ts'
import { isTransient, stopsTheJob } from './retry.ts'
import type { TransferStorage, UploadMemory } from './transfer-storage.ts'
import { Suspended } from './work.ts'

/** Clocks of a server and of this computer differ, and many servers tell whole seconds: ms. */
const SKEW = 5_000

/** Remembers the multipart uploads of a job, and ends those that will not be gone on with. */
export class UploadKeeper {
  readonly #table: UploadTable
  readonly #job: number
  readonly #storage: TransferStorage

  constructor(table: UploadTable, job: number, storage: TransferStorage) {
    this.#table = table
    this.#job = job
    this.#storage = storage
  }

  /** What is remembered of an item's upload to a key; an upload that is no use is ended first. */
  async memory(item: Item, key: string): Promise<UploadMemory> {
    const known = this.#table.of(this.#job, item.number)
    const begun = known?.key === key ? known.upload : undefined
    if (known && !begun) await this.#end(known)
    return {
      begun,
      beginning: () => this.#table.begin(this.#job, item.number, key),
      began: upload => this.#table.began(this.#job, item.number, upload),
      ended: () => this.#table.end(this.#job, item.number),
    }
  }

  /** After a try that failed: what will be gone on with stays, everything else goes. */
  async settle(item: Item, error: unknown, signal: AbortSignal): Promise<unknown> {
    if (signal.reason instanceof Suspended) return error
    const { failure } = error instanceof AppError ? error : {}
    if (failure && (isTransient(failure) || stopsTheJob(failure))) return error
    await this.drop(item)
    return error
  }

  /** Ends an item's upload. When the server can't be asked, it stays known, for a later sweep. */
  async drop(item: Pick<Item, 'number'>): Promise<void> {
    const known = this.#table.of(this.#job, item.number)
    if (known) await this.#end(known)
  }

  /** Ends every upload of the job. */
  async sweep(): Promise<void> {
    for (const known of this.#table.all(this.#job)) await this.#end(known)
  }

  async #end(known: BegunUpload): Promise<void> {
    const { key, upload } = known
    try {
      const ids = upload ? [upload.uploadId] : await this.#lost(known)
      for (const id of ids) await this.#storage.abortUpload(key, id)
    } catch (error) {
      if (error instanceof AppError) return
      throw error
    }
    this.#table.end(this.#job, known.item)
  }

  /** The answer that had the upload's id never came: it is found by its key and its time. */
  async #lost({ key, begun }: BegunUpload): Promise<string[]> {
    const uploads = await this.#storage.listUploads(key)
    const near = uploads.filter(({ initiated }) => Math.abs(initiated - begun) <= SKEW)
    return near.map(({ uploadId }) => uploadId)
  }
}
