/** Looks that run beside each other, a few at a time; the first that fails is told to who waits. */
export class Proofs {
  readonly #most: number
  readonly #running = new Set<Promise<void>>()
  #failed: { readonly error: unknown } | undefined

  /** @param most how many run at once */
  constructor(most: number) {
    this.#most = most
  }

  /** Resolves as soon as there is room for another one. */
  async add(look: () => Promise<void>): Promise<void> {
    this.#throwIfFailed()
    const running: Promise<void> = look()
      .catch((error: unknown) => {
        this.#failed ??= { error }
      })
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
    if (this.#running.size >= this.#most) await Promise.race(this.#running)
    this.#throwIfFailed()
  }

  /** Resolves when all are over. */
  async settled(): Promise<void> {
    await Promise.all(this.#running)
    this.#throwIfFailed()
  }

  #throwIfFailed(): void {
    if (this.#failed) throw this.#failed.error
  }
}
