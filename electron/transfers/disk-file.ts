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
  /** Calls that are under way, and who waits for the last of them. */
  #calls = 0
  #onIdle: (() => void) | undefined

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

  stat(): Promise<fs.BigIntStats> {
    return this.#ask(fd => fs.fstatSync(fd, { bigint: true }), later.stat)
  }

  /** @returns how many bytes there were; none at the end */
  read(into: Buffer, position: number): Promise<number> {
    return this.#wait(fd => later.read(fd, into, 0, into.length, position))
  }

  /** @returns how many bytes of it were written: one at least */
  write(bytes: Uint8Array, position: number): Promise<number> {
    return this.#ask(
      fd => fs.writeSync(fd, bytes, 0, bytes.length, position),
      fd => later.write(fd, bytes, 0, bytes.length, position),
    )
  }

  /** The same of chunks that are to be written one after the other. */
  writeAll(chunks: readonly Uint8Array[], position: number): Promise<number> {
    return this.#ask(
      fd => fs.writevSync(fd, chunks, position),
      fd => later.writev(fd, chunks, position),
    )
  }

  truncate(): Promise<void> {
    return this.#ask(
      fd => fs.ftruncateSync(fd, 0),
      fd => later.truncate(fd, 0),
    )
  }

  setTimes(accessed: Date, modified: Date): Promise<void> {
    return this.#ask(
      fd => fs.futimesSync(fd, accessed, modified),
      fd => later.times(fd, accessed, modified),
    )
  }

  /** Waits until the disk has all of it; that takes any disk its time. */
  sync(): Promise<void> {
    return this.#wait(later.sync)
  }

  /** The same of its bytes alone. */
  datasync(): Promise<void> {
    return this.#wait(later.datasync)
  }

  /** Once is enough; more does nothing. What is under way is waited for. */
  async close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    if (this.#calls > 0) {
      await new Promise<void>(resolve => {
        this.#onIdle = resolve
      })
    }
    await this.#disk.ask(
      () => fs.closeSync(this.#fd),
      () => later.close(this.#fd),
    )
  }

  async #ask<T>(now: (fd: number) => T, call: (fd: number) => Promise<T>): Promise<T> {
    const fd = this.#open()
    return await this.#disk.ask(
      () => now(fd),
      () => this.#wait(call),
    )
  }

  /** Lets the threads do it. The number of a file that is closed is soon that of another one. */
  async #wait<T>(call: (fd: number) => Promise<T>): Promise<T> {
    const fd = this.#open()
    this.#calls += 1
    try {
      return await call(fd)
    } finally {
      this.#calls -= 1
      if (this.#calls === 0) this.#onIdle?.()
    }
  }

  #open(): number {
    if (this.#isOpen) return this.#fd
    throw Object.assign(new Error('The file is closed'), { code: 'EBADF' })
  }
}
