import type { ObjectsChanged } from '#shared/objects-changed.ts'
import type { Job } from './job.ts'

/** How often changed places are told while something runs, in milliseconds. */
const TELL_CHANGED = 1000

/** Tells what jobs did to objects, not too often. */
export class ChangedPlaces {
  readonly #tell: (changed: ObjectsChanged) => void
  #told = 0

  constructor(tell: (changed: ObjectsChanged) => void) {
    this.#tell = tell
  }

  tellInTime(jobs: Iterable<Job>, now: number): void {
    if (now - this.#told >= TELL_CHANGED) this.tell(jobs)
  }

  tell(jobs: Iterable<Job>): void {
    this.#told = performance.now()
    const parts = Array.from(jobs, job => job.takeChanged())
    const locations = parts.flatMap(part => part.locations)
    if (locations.length === 0) return
    const stored = parts.flatMap(part => part.stored)
    this.#tell({ locations, stored, gone: parts.flatMap(part => part.gone) })
  }
}
