import { isOnLocalDisk } from './local-disk.ts'

/** An answer that takes longer, in milliseconds, keeps all other transfers waiting. */
const AT_ONCE = 4
/** How long a disk that took longer is asked by others, in milliseconds. */
const REST = 1_000

/**
 * The disk that files are on. One of this computer that answers at once is asked directly: for a small
 * file, the way to the threads that may wait and back takes several times as long as all that the disk
 * does for it. One that is busy, or in the network, is asked by those threads.
 */
export class Disk {
  /** That nothing is known of. */
  static readonly unknown = new Disk(false)
  readonly #isLocal: boolean
  #busyUntil = 0

  private constructor(isLocal: boolean) {
    this.#isLocal = isLocal
  }

  static async of(folder: string): Promise<Disk> {
    return new Disk(await isOnLocalDisk(folder))
  }

  /**
   * Asks the disk for something.
   *
   * @param now asks and waits
   * @param later lets others ask
   */
  ask<T>(now: () => T, later: () => Promise<T>): T | Promise<T> {
    const began = performance.now()
    if (!this.#isLocal || began < this.#busyUntil) return later()
    try {
      return now()
    } finally {
      const ended = performance.now()
      if (ended - began > AT_ONCE) this.#busyUntil = ended + REST
    }
  }
}
