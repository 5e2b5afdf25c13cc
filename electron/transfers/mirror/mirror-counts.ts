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

  /** Names of a class are nobody's concern after all; bytes on each side. */
  leaveOut(twins: {
    readonly class: MirrorClass
    readonly items: number
    readonly local: number
    readonly object: number
  }): void {
    const from = this.#tallies[twins.class]
    const to = this.#tallies['left-out']
    from.items -= twins.items
    from.bytes -= twins[this.#side(twins.class)]
    to.items += twins.items
    to.bytes += twins[this.#side('left-out')]
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

  #bytes(row: Counted): number {
    return row[this.#side(row.class)]?.size ?? 0
  }

  /** Where what would be moved is; of what is only in the target, what would be deleted. */
  #side(name: MirrorClass): 'local' | 'object' {
    return (this.#direction === 'up') !== (name === 'extra') ? 'local' : 'object'
  }
}
