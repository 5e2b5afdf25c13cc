import { setImmediate as nextTurn } from 'node:timers/promises'

/** Lets one after the other go on, each in a turn of the event loop of its own. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  next(): Promise<unknown> {
    this.#last = this.#last.then(() => nextTurn())
    return this.#last
  }
}
