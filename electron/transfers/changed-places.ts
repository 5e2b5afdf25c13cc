import type { Location } from '#shared/location.ts'
import type { Job } from './job.ts'

/** How often changed places are told while something runs, in milliseconds. */
const TELL_CHANGED = 1000

/** Tells the places whose listing is not right any more, not too often. */
export class ChangedPlaces {
  readonly #tell: (locations: Location[]) => void
  #told = 0

  constructor(tell: (locations: Location[]) => void) {
    this.#tell = tell
  }

  tellInTime(jobs: Iterable<Job>, now: number): void {
    if (now - this.#told >= TELL_CHANGED) this.tell(jobs)
  }

  tell(jobs: Iterable<Job>): void {
    this.#told = performance.now()
    const locations = Array.from(jobs, job => job.takeChanged()).flat()
    if (locations.length > 0) this.#tell(locations)
  }
}
