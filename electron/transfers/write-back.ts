import type { FileHandle } from 'node:fs/promises'

/** Bytes that wait for the disk before it is told to begin. */
const ENOUGH = 16 * 1024 * 1024

/**
 * Lets the disk write while more bytes arrive: what a system keeps in memory until it is asked would
 * all be waited for at the end.
 */
export class WriteBack {
  readonly #file: Pick<FileHandle, 'datasync'>
  #waiting = 0
  #running: Promise<void> | undefined
  #failure: unknown

  constructor(file: Pick<FileHandle, 'datasync'>) {
    this.#file = file
  }

  /** So many bytes more were given to the system. */
  wrote(bytes: number): void {
    this.#waiting += bytes
    if (this.#waiting < ENOUGH || this.#running) return
    this.#waiting = 0
    this.#running = this.#begin()
  }

  /**
   * Waits until the disk is at rest.
   *
   * @throws what a write to the disk failed with: a system tells that once, to whoever asks first
   */
  async settled(): Promise<void> {
    await this.#running
    if (this.#failure !== undefined) throw this.#failure
  }

  async #begin(): Promise<void> {
    try {
      await this.#file.datasync()
    } catch (error) {
      this.#failure ??= error
    }
    this.#running = undefined
  }
}
