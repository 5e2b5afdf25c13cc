/** Changes this close together are told as one, in milliseconds. */
const GATHER = 50

/** Counts changes, and tells of them soon after: of many at once. */
export class Announcer {
  readonly #tell: () => void
  #version = 0
  #waiting: NodeJS.Timeout | undefined

  constructor(tell: () => void) {
    this.#tell = tell
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version
  }

  changed(): void {
    this.#version += 1
    this.#waiting ??= setTimeout(() => this.now(), GATHER)
  }

  /** Tells at once. */
  now(): void {
    clearTimeout(this.#waiting)
    this.#waiting = undefined
    this.#tell()
  }
}
