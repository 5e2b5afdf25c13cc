import { app } from 'electron'
import { type PailLink, parsePailLink } from '#shared/addresses/pail-link.ts'

/**
 * The `pail://` links that the system gives to Pail. The first may come before there is anything to
 * open it with, so the last one waits.
 */
export class SystemLinks {
  #waiting: PailLink | undefined
  #open: ((link: PailLink) => void) | undefined

  /** @param first the one on the command line; must be made before Electron is ready */
  constructor(first: PailLink | undefined) {
    this.#waiting = first
    // A Mac gives links by an event, the others as an argument.
    app.on('open-url', (event, url) => {
      event.preventDefault()
      const link = parsePailLink(url)
      if (link) this.#take(link)
    })
  }

  /** Makes Pail the program that opens such links; one run from its sources leaves that alone. */
  register(): void {
    // What stands behind `--` is never an option, whatever a link says.
    if (app.isPackaged) app.setAsDefaultProtocolClient('pail', process.execPath, ['--'])
  }

  /** Opens what waits and what comes. */
  deliverTo(open: (link: PailLink) => void): void {
    this.#open = open
    if (this.#waiting) open(this.#waiting)
    this.#waiting = undefined
  }

  #take(link: PailLink): void {
    if (this.#open) this.#open(link)
    else this.#waiting = link
  }
}
