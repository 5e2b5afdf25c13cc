import { DELIMITER } from '#shared/location.ts'

/**
 * Names of the folder that were left out: an unreadable folder, a link. What the context has there
 * and below is not "only in the target": nobody looked.
 */
export class Shadows {
  readonly #names = new Set<string>()

  add(name: string): void {
    this.#names.add(name)
  }

  /** Whether a name, or a folder that it is in, was left out. */
  cover(name: string): boolean {
    if (this.#names.size === 0) return false
    for (let end = name.indexOf(DELIMITER); end >= 0; end = name.indexOf(DELIMITER, end + 1)) {
      if (this.#names.has(name.slice(0, end))) return true
    }
    return this.#names.has(name)
  }
}
