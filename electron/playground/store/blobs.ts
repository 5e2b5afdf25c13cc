import { randomUUID } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { copyFile, link, open as openFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BlobWriter } from './blob-writer.ts'

/** A stretch of an object's body: one blob, or one part of a multipart object. */
export interface Segment {
  readonly blob: string
  /** Bytes. */
  readonly size: number
}

const READ_BYTES = 256 * 1024

/**
 * The bytes of all objects, one file a blob under random names, so that no key ever becomes a
 * path. Blobs never change: written aside, renamed into place, copied by hard link.
 */
export class Blobs {
  readonly #folder: string
  readonly #incoming: string
  readonly #fsync: boolean
  readonly #folders = new Set<string>()
  readonly #readers = new Map<string, number>()
  readonly #doomed = new Set<string>()
  readonly #unlinking = new Set<Promise<void>>()

  /** Makes the folders, and sweeps what an earlier run left half written. */
  constructor(folder: string, options: { fsync: boolean }) {
    this.#folder = join(folder, 'blobs')
    this.#incoming = join(folder, 'incoming')
    this.#fsync = options.fsync
    mkdirSync(this.#incoming, { recursive: true })
    for (const name of readdirSync(this.#incoming))
      rmSync(join(this.#incoming, name), { force: true })
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

  /**
   * The bytes from `start` to `end`, both included, across segments; in constant memory.
   * Each buffer holds its bytes only until the next one is asked for.
   */
  async *read(segments: readonly Segment[], start: number, end: number): AsyncGenerator<Buffer> {
    const release = this.#retain(segments)
    try {
      for (const { blob, from, to } of stretches(segments, start, end)) {
        yield* readFile(this.#path(blob), from, to)
      }
    } finally {
      release()
    }
  }

  /** A short stretch at once: for a few kilobytes, waiting costs more than reading. */
  readShort(segments: readonly Segment[], start: number, end: number): Buffer {
    const bytes = Buffer.allocUnsafe(end - start + 1)
    let filled = 0
    for (const { blob, from, to } of stretches(segments, start, end)) {
      const file = openSync(this.#path(blob), 'r')
      try {
        filled += readSync(file, bytes, filled, to - from + 1, from)
      } finally {
        closeSync(file)
      }
    }
    if (filled !== bytes.length) throw new Error('A blob is shorter than the index says.')
    return bytes
  }

  /** Removes blobs that the index no longer names; those being read go when their readers do. */
  remove(blobs: Iterable<string>): void {
    for (const blob of blobs) {
      if (this.#readers.has(blob)) this.#doomed.add(blob)
      else this.#unlink(blob)
    }
  }

  /** Waits until every removed blob is gone from the disk. */
  async settle(): Promise<void> {
    await Promise.all(this.#unlinking)
  }

  #unlink(blob: string): void {
    const gone = rm(this.#path(blob), { force: true })
      .catch(cause => process.emitWarning(cause))
      .finally(() => this.#unlinking.delete(gone))
    this.#unlinking.add(gone)
  }

  #retain(segments: readonly Segment[]): () => void {
    for (const { blob } of segments) this.#readers.set(blob, (this.#readers.get(blob) ?? 0) + 1)
    return () => {
      for (const { blob } of segments) {
        const left = (this.#readers.get(blob) ?? 1) - 1
        if (left > 0) this.#readers.set(blob, left)
        else {
          this.#readers.delete(blob)
          if (this.#doomed.delete(blob)) this.#unlink(blob)
        }
      }
    }
  }

  /** Blobs lie in 256 folders, made when first needed. */
  #path(blob: string): string {
    const folder = join(this.#folder, blob.slice(0, 2))
    if (!this.#folders.has(folder)) mkdirSync(folder, { recursive: true })
    this.#folders.add(folder)
    return join(folder, blob)
  }
}

/** Which bytes of which blobs make a stretch of an object, both ends included. */
function* stretches(
  segments: readonly Segment[],
  start: number,
  end: number,
): Generator<{ blob: string; from: number; to: number }> {
  let offset = 0
  for (const { blob, size } of segments) {
    const from = Math.max(start - offset, 0)
    const to = Math.min(end - offset, size - 1)
    offset += size
    if (from <= to) yield { blob, from, to }
    if (offset > end) return
  }
}

/** Reads one buffer ahead, in two buffers that take turns: fresh memory would cost more than reading. */
async function* readFile(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  const file = await openFile(path, 'r')
  const size = Math.min(READ_BYTES, end - start + 1)
  const buffers = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)] as const
  const fill = async (at: number, turn: number): Promise<Buffer> => {
    const buffer = turn % 2 === 0 ? buffers[0] : buffers[1]
    const wanted = Math.min(size, end - at + 1)
    const { bytesRead } = await file.read(buffer, 0, wanted, at)
    if (bytesRead === 0) throw new Error(`The blob ${path} is shorter than the index says.`)
    return buffer.subarray(0, bytesRead)
  }
  let ahead: Promise<Buffer> | undefined = fill(start, 0)
  try {
    for (let at = start, turn = 1; ahead !== undefined; turn++) {
      const data: Buffer = await ahead
      at += data.length
      ahead = at <= end ? fill(at, turn) : undefined
      yield data
    }
  } finally {
    await ahead?.catch(() => undefined)
    await file.close()
  }
}
