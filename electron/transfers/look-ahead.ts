import { lstat, lstatSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { decodedName } from '../files/decoded-name.ts'

/** Names that the disk is asked for together. */
const TOGETHER = 200
/** How long everything else may wait for it, in milliseconds. */
const MOST_WAIT = 4

/** What the disk says of a path, or why it does not. */
export interface Looked {
  readonly stats?: Stats
  readonly error?: unknown
}

interface Named {
  readonly name: Buffer
  readonly isFile: boolean
}

/**
 * Asks the disk for many names of a folder at once, in their order: one by one, the way to the threads
 * that ask takes many times as long as the answer. A disk of this computer that answers at once is
 * asked without them. Of a folder in the folder everything is asked when it is its turn.
 */
export class LookAhead {
  readonly #path: string
  readonly #entries: readonly Named[]
  readonly #local: boolean
  #looks: (Looked | Promise<Looked> | undefined)[] = []
  #from = 0

  constructor(path: string, entries: readonly Named[], local: boolean) {
    this.#path = path
    this.#entries = entries
    this.#local = local
  }

  /** Whether the disk was asked for the entry at this place. */
  covers(at: number): boolean {
    return at < this.#from + this.#looks.length
  }

  /** Asks for more, once everything else has had its turn. */
  async more(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve))
    this.#from += this.#looks.length
    const until = this.#local ? performance.now() + MOST_WAIT : 0
    this.#looks = this.#entries.slice(this.#from, this.#from + TOGETHER).map(entry => {
      const text = entry.isFile ? decodedName(entry.name) : undefined
      if (text === undefined) return undefined
      const path = join(this.#path, text)
      return performance.now() < until ? lookNow(path) : look(path)
    })
  }

  /** What there is to know of the entry at this place; nothing of folders. */
  take(at: number): Looked | Promise<Looked> | undefined {
    return this.#looks[at - this.#from]
  }
}

function lookNow(path: string): Looked {
  try {
    return { stats: lstatSync(path) }
  } catch (error) {
    return { error }
  }
}

/** By a callback: a promise of Node's own takes twice the time, and is rejected before its turn. */
function look(path: string): Promise<Looked> {
  return new Promise(resolve => {
    lstat(path, (error, stats) => resolve(error ? { error } : { stats }))
  })
}
