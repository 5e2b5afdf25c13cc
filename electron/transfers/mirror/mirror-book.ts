import type { LocalSystem } from '#shared/local-names.ts'
import type { MirrorDirection } from '#shared/mirror.ts'
import type { Comparison, ComparisonTable } from '../journal/comparison-table.ts'
import { BLOCK, ClassPlaces } from './class-places.ts'
import { MirrorCounts } from './mirror-counts.ts'
import { spellingOf } from './spelling.ts'

const OTHER_SPELLING =
  'The other side spells this name differently, in capitals or accents: rename one of them.'

/** Takes down what a comparison finds; all of it goes into the journal at once. */
export class MirrorBook {
  readonly direction: MirrorDirection
  readonly counts: MirrorCounts
  readonly places = new ClassPlaces()
  readonly #table: ComparisonTable
  readonly #job: number
  readonly #system: LocalSystem
  #next = 0
  #bytes = 0
  #sources = 0

  /** @param job the plan's number in the journal */
  constructor(
    table: ComparisonTable,
    job: number,
    { direction, system }: { direction: MirrorDirection; system: LocalSystem },
  ) {
    this.#table = table
    this.#job = job
    this.direction = direction
    this.#system = system
    this.counts = new MirrorCounts(direction)
  }

  /** The place of a name that is still being looked at. */
  reserve(): number {
    return this.#next++
  }

  /** @param number where {@link reserve} put it; without one it comes next */
  add(row: Omit<Comparison, 'number'>, number = this.reserve()): void {
    const spelling = spellingOf(row, this.direction, this.#system)
    this.#table.add(this.#job, { ...row, number, spelling })
    this.counts.add(row)
    this.places.add(row.class, number)
    const source = this.direction === 'up' ? row.local : row.object
    if (source) this.#sources += 1
    this.#bytes += source?.size ?? row.local?.size ?? row.object?.size ?? 0
  }

  /** Every name has been added. */
  end(): void {
    for (const twins of this.#table.leaveOutTwins(this.#job, OTHER_SPELLING, BLOCK)) {
      this.counts.leaveOut(twins)
      this.places.move(twins.class, 'left-out', twins.block, twins.items)
    }
  }

  get progress(): { items: number; bytes: number } {
    return { items: this.#next, bytes: this.#bytes }
  }

  /** There is no file in the source. */
  get sourceEmpty(): boolean {
    return this.#sources === 0
  }
}
