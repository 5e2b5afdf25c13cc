/** What may wait in front of the line before it is dropped, in milliseconds. */
const LONGEST_QUEUE = 200

/** One direction of a line: bytes go one after the other, at its rate. Times are milliseconds. */
export class Line {
  readonly #rate: number
  #free = 0

  /** @param rate bytes a second; 0 takes no time */
  constructor(rate: number) {
    this.#rate = rate
  }

  /** Whether what comes now is dropped, since too much waits already. */
  isFull(now: number): boolean {
    return this.#free - now > LONGEST_QUEUE
  }

  /** Puts bytes on the line. @returns when the last of them has left */
  carry(bytes: number, now: number): number {
    const start = Math.max(now, this.#free)
    this.#free = start + (this.#rate === 0 ? 0 : (bytes * 1000) / this.#rate)
    return this.#free
  }
}
