import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { copyFile, type FileHandle, link, open as openFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** A stretch of an object's body: one blob, or one part of a multipart object. */
export interface Segment {
  readonly blob: string
  /** Bytes. */
  readonly size: number
}

// Above this a body goes to disk while it arrives; below it, one synchronous write is cheapest.
const BATCH_BYTES = 512 * 1024
const READ_BYTES = 512 * 1024
const SHARDS = 256

/**
 * The bytes of all objects, one file a blob under random names, so that no key ever becomes a
 * path. Blobs never change: written aside, renamed into place, copied by hard link.
 */
export class Blobs {
  readonly #folder: string
  readonly #incoming: string
  readonly #fsync: boolean
  readonly #readers = new Map<string, number>()
  readonly #doomed = new Set<string>()

  /** Makes the folders, and sweeps what an earlier run left half written. */
  constructor(folder: string, options: { fsync: boolean }) {
    this.#folder = join(folder, 'blobs')
    this.#incoming = join(folder, 'incoming')
    this.#fsync = options.fsync
    mkdirSync(this.#incoming, { recursive: true })
    for (const name of readdirSync(this.#incoming))
      rmSync(join(this.#incoming, name), { force: true })
    for (let shard = 0; shard < SHARDS; shard++) {
      mkdirSync(join(this.#folder, shard.toString(16).padStart(2, '0')), { recursive: true })
    }
  }

  create(): BlobWriter {
    const blob = randomUUID()
    return new BlobWriter(blob, join(this.#incoming, blob), this.#path(blob), this.#fsync)
  }

  /** Stores bytes that are already in memory. */
  put(data: Uint8Array): string {
    const blob = randomUUID()
    const aside = join(this.#incoming, blob)
    writeFileSync(aside, data, { flag: 'wx', mode: 0o600, flush: this.#fsync })
    renameSync(aside, this.#path(blob))
    return blob
  }

  /** A second name for the same bytes, at no cost where the file system has hard links. */
  async duplicate(blob: string): Promise<string> {
    const copy = randomUUID()
    try {
      await link(this.#path(blob), this.#path(copy))
    } catch {
      const aside = join(this.#incoming, copy)
      await copyFile(this.#path(blob), aside)
      await rename(aside, this.#path(copy))
    }
    return copy
  }

  /** The bytes from `start` to `end`, both included, across segments; in constant memory. */
  async *read(segments: readonly Segment[], start: number, end: number): AsyncGenerator<Buffer> {
    const release = this.#retain(segments)
    try {
      let offset = 0
      for (const segment of segments) {
        const from = Math.max(start - offset, 0)
        const to = Math.min(end - offset, segment.size - 1)
        offset += segment.size
        if (from <= to) yield* readFile(this.#path(segment.blob), from, to)
        if (offset > end) break
      }
    } finally {
      release()
    }
  }

  /** Removes blobs that the index no longer names; those being read go when their readers do. */
  remove(blobs: Iterable<string>): void {
    for (const blob of blobs) {
      if (this.#readers.has(blob)) this.#doomed.add(blob)
      else rmSync(this.#path(blob), { force: true })
    }
  }

  #retain(segments: readonly Segment[]): () => void {
    for (const { blob } of segments) this.#readers.set(blob, (this.#readers.get(blob) ?? 0) + 1)
    return () => {
      for (const { blob } of segments) {
        const left = (this.#readers.get(blob) ?? 1) - 1
        if (left > 0) this.#readers.set(blob, left)
        else {
          this.#readers.delete(blob)
          if (this.#doomed.delete(blob)) rmSync(this.#path(blob), { force: true })
        }
      }
    }
  }

  #path(blob: string): string {
    return join(this.#folder, blob.slice(0, 2), blob)
  }
}

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
  const bytes = batch.length === 1 ? (batch[0] ?? Buffer.alloc(0)) : Buffer.concat(batch)
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes, written)).bytesWritten
  }
}

async function* readFile(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  const file = await openFile(path, 'r')
  try {
    for (let at = start; at <= end; ) {
      const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, end - at + 1))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
      if (bytesRead === 0) throw new Error(`The blob ${path} is shorter than the index says.`)
      at += bytesRead
      yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
