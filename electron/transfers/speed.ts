const WINDOW = 5_000
const SLICE = 250

/** Bytes a second over the last five seconds. Times are milliseconds of any steady clock. */
export class Speed {
  readonly #slices: { at: number; bytes: number }[] = []
  #since: number | undefined

  add(bytes: number, now: number): void {
    this.#since ??= now
    const last = this.#slices.at(-1)
    if (last && now - last.at < SLICE) last.bytes += bytes
    else this.#slices.push({ at: now, bytes })
    this.#forget(now)
  }

  /** Never negative, though bytes of an item that starts again are taken back. */
  perSecond(now: number): number {
    this.#forget(now)
    const bytes = this.#slices.reduce((sum, slice) => sum + slice.bytes, 0)
    const span = Math.min(WINDOW, Math.max(SLICE, now - (this.#since ?? now)))
    return Math.max(0, (bytes * 1000) / span)
  }

  #forget(now: number): void {
    while (this.#slices[0] && now - this.#slices[0].at > WINDOW) this.#slices.shift()
  }
}
