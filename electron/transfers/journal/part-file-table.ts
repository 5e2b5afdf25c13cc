import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import { z } from 'zod'
import type { BatchedWrites } from './batched-writes.ts'

const Chunks = z.record(z.string(), z.number())

/** A large download on its way. */
export interface KnownPartFile {
  readonly item: number
  /** Of the part file, and of the file it becomes. */
  readonly path: string
  readonly final: string
  /** The version that its bytes are of. */
  readonly etag: string
  readonly size: number
  /** Bytes of a chunk. */
  readonly chunk: number
  /** Of the part file: it stays when the file gets its final name. */
  readonly inode: string
  /** The chunks that are whole and on the disk, by their place, with their CRC-32. */
  readonly done: Readonly<Record<string, number>>
}

/** The files that are half downloaded, and which chunks of them are good. */
export class PartFileTable {
  readonly #writes: BatchedWrites
  readonly #begin: StatementSync
  readonly #chunk: StatementSync
  readonly #end: StatementSync
  readonly #one: StatementSync
  readonly #all: StatementSync

  constructor(database: DatabaseSync, writes: BatchedWrites) {
    this.#writes = writes
    const sql = (text: string) => database.prepare(text)
    this.#begin = sql(`INSERT OR REPLACE INTO part_files
      (job, item, path, final, etag, size, chunk, inode) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
    this.#chunk = sql(`UPDATE part_files SET done = json_set(done, '$."' || ? || '"', ?)
      WHERE job = ? AND item = ?`)
    this.#end = sql('DELETE FROM part_files WHERE job = ? AND item = ?')
    this.#one = sql('SELECT * FROM part_files WHERE job = ? AND item = ?')
    this.#all = sql('SELECT * FROM part_files WHERE job = ?')
  }

  /**
   * Outlives the process at once. Nobody waits for the disk, which is busy with what arrives: a part
   * file that a power cut took from the journal is found by its name.
   */
  begin(job: number, file: Omit<KnownPartFile, 'done'>): void {
    const { item, path, final, etag, size, chunk, inode } = file
    this.#writes.write(() => this.#begin.run(job, item, path, final, etag, size, chunk, inode))
    this.#writes.commitSoon()
  }

  /** A chunk is whole, and safe on the disk. */
  chunkDone(job: number, item: number, index: number, crc: number): void {
    this.#writes.write(() => this.#chunk.run(String(index), crc, job, item))
  }

  end(job: number, item: number): void {
    this.#writes.write(() => this.#end.run(job, item))
  }

  of(job: number, item: number): KnownPartFile | undefined {
    const row = this.#one.get(job, item)
    return row && partFile(row)
  }

  all(job: number): KnownPartFile[] {
    return this.#all.all(job).map(partFile)
  }
}

function partFile(row: Record<string, SQLOutputValue>): KnownPartFile {
  return {
    item: Number(row['item']),
    path: String(row['path']),
    final: String(row['final']),
    etag: String(row['etag']),
    size: Number(row['size']),
    chunk: Number(row['chunk']),
    inode: String(row['inode']),
    done: Chunks.parse(JSON.parse(String(row['done']))),
  }
}
