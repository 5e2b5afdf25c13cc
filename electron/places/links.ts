import type { PailLink } from '#shared/addresses/pail-link.ts'

/**
 * The `pail://` link that Pail was told to open, until a window takes it: the window that it is for
 * may not be there yet, and a page that is loaded again must not go there twice.
 */
export class Links {
  readonly #onWaiting: () => void
  #waiting: PailLink | undefined

  /** @param onWaiting called when there is a link for whoever is there */
  constructor(onWaiting: () => void) {
    this.#onWaiting = onWaiting
  }

  /** A newer link takes the place of one that nobody took. */
  open(link: PailLink): void {
    this.#waiting = link
    this.#onWaiting()
  }

  take(): PailLink | undefined {
    const link = this.#waiting
    this.#waiting = undefined
    return link
  }
}
