import { renameSync, writeFileSync } from 'node:fs'
import { type FileHandle, open as openFile, rename, rm } from 'node:fs/promises'

// Above this a body goes to disk while it arrives; below it, one synchronous write is cheapest.
const BATCH_BYTES = 512 * 1024

/** One blob being written: small ones at once at the end, large ones in batches as they come. */
export class BlobWriter {
  readonly #blob: string
  readonly #aside: string
  readonly #final: string
  readonly #fsync: boolean
  #file: FileHandle | undefined
  #pending: Buffer[] = []
  #pendingBytes = 0
  #flush: Promise<void> = Promise.resolve()
  #failure: unknown

  constructor(blob: string, aside: string, final: string, fsync: boolean) {
    this.#blob = blob
    this.#aside = aside
    this.#final = final
    this.#fsync = fsync
  }

  write(data: Buffer): Promise<void> | void {
    this.#pending.push(data)
    this.#pendingBytes += data.length
    if (this.#pendingBytes >= BATCH_BYTES) return this.#next()
  }

  /** @returns the name of the finished blob */
  async commit(): Promise<string> {
    if (this.#file === undefined) {
      writeFileSync(this.#aside, Buffer.concat(this.#pending), {
        flag: 'wx',
        mode: 0o600,
        flush: this.#fsync,
      })
      renameSync(this.#aside, this.#final)
      return this.#blob
    }
    await this.#next()
    await this.#settle()
    if (this.#fsync) await this.#file.sync()
    await this.#file.close()
    await rename(this.#aside, this.#final)
    return this.#blob
  }

  async discard(): Promise<void> {
    this.#pending = []
    await this.#flush
    await this.#file?.close()
    await rm(this.#aside, { force: true })
  }

  /** Waits for the batch before, then writes the next while the caller hashes on. */
  async #next(): Promise<void> {
    await this.#settle()
    this.#file ??= await openFile(this.#aside, 'wx', 0o600)
    const file = this.#file
    const batch = this.#pending
    this.#pending = []
    this.#pendingBytes = 0
    this.#flush = writeAll(file, batch).catch(cause => {
      this.#failure = cause
    })
  }

  async #settle(): Promise<void> {
    await this.#flush
    if (this.#failure !== undefined) throw this.#failure
  }
}

async function writeAll(file: FileHandle, batch: Buffer[]): Promise<void> {
  if (batch.length === 0) return
  const { bytesWritten } = await file.writev(batch)
  const total = batch.reduce((sum, { length }) => sum + length, 0)
  if (bytesWritten === total) return
  const rest = Buffer.concat(batch).subarray(bytesWritten)
  for (let written = 0; written < rest.length; ) {
    written += (await file.write(rest, written)).bytesWritten
  }
}
