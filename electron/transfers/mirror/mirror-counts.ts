import {
  MirrorClass,
  type MirrorDirection,
  type MirrorPlan,
  type MirrorSide,
  type MirrorTally,
} from '#shared/mirror.ts'

/** What counts of a compared name. */
export interface Counted {
  readonly class: MirrorClass
  readonly local?: MirrorSide | undefined
  readonly object?: MirrorSide | undefined
  /** What would be replaced is newer than what replaces it. */
  readonly replacesNewer?: boolean | undefined
}

type Counting = { -readonly [K in keyof MirrorTally]: MirrorTally[K] }

/** How many names of each class a comparison has, and how many of them are taken out. */
export class MirrorCounts {
  readonly #direction: MirrorDirection
  readonly #tallies = Object.fromEntries(
    MirrorClass.options.map(name => [
      name,
      { items: 0, bytes: 0, excludedItems: 0, excludedBytes: 0 },
    ]),
  ) as Record<MirrorClass, Counting>
  readonly #newer = { all: 0, excluded: 0 }

  constructor(direction: MirrorDirection) {
    this.#direction = direction
  }

  add(row: Counted): void {
    const tally = this.#tallies[row.class]
    tally.items += 1
    tally.bytes += this.#bytes(row)
    if (row.replacesNewer) this.#newer.all += 1
  }

  /** One name is taken out or in, and was not so before. */
  exclude(row: Counted, excluded: boolean): void {
    const tally = this.#tallies[row.class]
    const sign = excluded ? 1 : -1
    tally.excludedItems += sign
    tally.excludedBytes += sign * this.#bytes(row)
    if (row.replacesNewer) this.#newer.excluded += sign
  }

  /** All of a class are. */
  excludeClass(name: MirrorClass, excluded: boolean): void {
    const tally = this.#tallies[name]
    tally.excludedItems = excluded ? tally.items : 0
    tally.excludedBytes = excluded ? tally.bytes : 0
    // Only what is changed replaces anything.
    if (name === 'changed') this.#newer.excluded = excluded ? this.#newer.all : 0
  }

  get told(): Pick<MirrorPlan, 'tallies' | 'replacesNewer'> {
    const tallies = structuredClone(this.#tallies)
    return { tallies, replacesNewer: this.#newer.all - this.#newer.excluded }
  }

  /** What would be moved; of what is only in the target, what would be deleted. */
  #bytes({ class: name, local, object }: Counted): number {
    const ofLocal = (this.#direction === 'up') !== (name === 'extra')
    return (ofLocal ? local : object)?.size ?? 0
  }
}
