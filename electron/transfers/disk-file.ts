import * as fs from 'node:fs'
import { promisify } from 'node:util'
import type { Disk } from './disk.ts'

/** Of the calls that the threads that may wait are asked for. */
const later = {
  open: promisify(fs.open),
  close: promisify(fs.close),
  stat: (fd: number) =>
    new Promise<fs.BigIntStats>((resolve, reject) => {
      fs.fstat(fd, { bigint: true }, (error, stats) => (error ? reject(error) : resolve(stats)))
    }),
  read: (...args: ReadArgs) =>
    new Promise<number>((resolve, reject) => {
      fs.read(...args, (error, bytes) => (error ? reject(error) : resolve(bytes)))
    }),
  write: (...args: WriteArgs) =>
    new Promise<number>((resolve, reject) => {
      fs.write(...args, (error, bytes) => (error ? reject(error) : resolve(bytes)))
    }),
  writev: (...args: WritevArgs) =>
    new Promise<number>((resolve, reject) => {
      fs.writev(...args, (error, bytes) => (error ? reject(error) : resolve(bytes)))
    }),
  truncate: promisify(fs.ftruncate),
  times: promisify(fs.futimes),
  sync: promisify(fs.fsync),
  datasync: promisify(fs.fdatasync),
}

type ReadArgs = [fd: number, into: Buffer, offset: number, length: number, position: number]
type WriteArgs = [fd: number, from: Uint8Array, offset: number, length: number, position: number]
type WritevArgs = [fd: number, from: readonly Uint8Array[], position: number]

/** A file that is read and written at places, on a disk that is asked as it answers best. */
export class DiskFile {
  readonly #fd: number
  readonly #disk: Disk
  #isOpen = true

  private constructor(fd: number, disk: Disk) {
    this.#fd = fd
    this.#disk = disk
  }

  /** @param flags of `fs.constants` @param mode of a file that is made */
  static async open(path: string, flags: number, mode: number, disk: Disk): Promise<DiskFile> {
    const fd = await disk.ask(
      () => fs.openSync(path, flags, mode),
      () => later.open(path, flags, mode),
    )
    return new DiskFile(fd, disk)
  }

  async stat(): Promise<fs.BigIntStats> {
    return await this.#disk.ask(
      () => fs.fstatSync(this.#fd, { bigint: true }),
      () => later.stat(this.#fd),
    )
  }

  /** @returns how many bytes there were; none at the end */
  async read(into: Buffer, position: number): Promise<number> {
    return await later.read(this.#fd, into, 0, into.length, position)
  }

  /** @returns how many bytes of it were written: one at least */
  async write(bytes: Uint8Array, position: number): Promise<number> {
    return await this.#disk.ask(
      () => fs.writeSync(this.#fd, bytes, 0, bytes.length, position),
      () => later.write(this.#fd, bytes, 0, bytes.length, position),
    )
  }

  /** The same of chunks that are to be written one after the other. */
  async writeAll(chunks: readonly Uint8Array[], position: number): Promise<number> {
    return await this.#disk.ask(
      () => fs.writevSync(this.#fd, chunks, position),
      () => later.writev(this.#fd, chunks, position),
    )
  }

  async truncate(): Promise<void> {
    await this.#disk.ask(
      () => fs.ftruncateSync(this.#fd, 0),
      () => later.truncate(this.#fd, 0),
    )
  }

  async setTimes(accessed: Date, modified: Date): Promise<void> {
    await this.#disk.ask(
      () => fs.futimesSync(this.#fd, accessed, modified),
      () => later.times(this.#fd, accessed, modified),
    )
  }

  /** Waits until the disk has all of it; that takes any disk its time. */
  async sync(): Promise<void> {
    await later.sync(this.#fd)
  }

  /** The same of its bytes alone. */
  async datasync(): Promise<void> {
    await later.datasync(this.#fd)
  }

  /** Once is enough; more does nothing. */
  async close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    await this.#disk.ask(
      () => fs.closeSync(this.#fd),
      () => later.close(this.#fd),
    )
  }
}
