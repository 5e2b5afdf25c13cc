/** Promises that run at the same time, handed out as they finish. They must not reject. */
export class Finished<T> {
  readonly #done: T[] = []
  #waiting = 0
  #wake: (() => void) | undefined

  /** Those added and not yet handed out. */
  get waiting(): number {
    return this.#waiting
  }

  add(running: Promise<T>): void {
    this.#waiting += 1
    void running.then(value => {
      this.#done.push(value)
      this.#wake?.()
    })
  }

  /** The next that finishes; waits forever when there is none. */
  async next(): Promise<T> {
    for (;;) {
      const value = this.#done.shift()
      if (value !== undefined) {
        this.#waiting -= 1
        return value
      }
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
  }
}
