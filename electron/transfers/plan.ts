import { AppError } from '#shared/errors.ts'
import { DELIMITER, type Location } from '#shared/location.ts'
import { MAX_LISTED, type PlanKind, type Selection } from '#shared/transfer.ts'
import type { Conflict, PlanProblem, TransferPlan, WriteGuards } from '#shared/transfer-plan.ts'
import type { Existing, Item, PlannedItem } from './journal/item.ts'
import type { ItemTable } from './journal/item-table.ts'
import { addRequests, withPages } from './request-counts.ts'

/** Names asked for at a time when a scan looks which of them are taken. */
const CLAIMS_PER_PAGE = 10_000

/** What a scan finds goes into the journal at once; here it is counted, and the first of it shown. */
export class PlanBook {
  readonly #items: ItemTable
  readonly #job: number
  readonly #conflicts: Conflict[] = []
  readonly #problems: PlanProblem[] = []
  readonly #sample: string[] = []
  #next = 0
  #conflictCount = 0
  #problemCount = 0
  #files = 0
  #folders = 0
  #bytes = 0
  #archived = 0
  #guards: WriteGuards | undefined
  readonly #kind: PlanKind
  readonly #requests = { writes: 0, reads: 0, deletes: 0 }

  /** @param job the plan's number in the journal */
  constructor(items: ItemTable, job: number, kind: PlanKind) {
    this.#kind = kind
    this.#items = items
    this.#job = job
  }

  /** A file or an object; returns its number. */
  add(item: PlannedItem): number {
    this.#files += 1
    this.#bytes += item.size
    addRequests(this.#requests, this.#kind, item.size)
    if (this.#sample.length < 5) this.#sample.push(item.name)
    return this.#keep(item)
  }

  addFolder(item: PlannedItem): number {
    this.#folders += 1
    if (this.#kind !== 'download' && this.#kind !== 'zip')
      addRequests(this.#requests, this.#kind, 0)
    return this.#keep(item)
  }

  /** An object that is the marker of a folder, and was added. */
  folder(): void {
    this.#folders += 1
  }

  /** An empty folder that turns out to be there. */
  removeFolder(number: number): void {
    this.#folders -= 1
    this.#items.remove(this.#job, number)
  }

  /** A file or an object that turns out to be none of this job's business. */
  remove({ number, size }: Pick<Item, 'number' | 'size'>): void {
    this.#files -= 1
    this.#bytes -= size
    this.#items.remove(this.#job, number)
  }

  /** An object that was added can only be read once it is restored. */
  archived(): void {
    this.#archived += 1
  }

  isClaimed(claim: string): boolean {
    return this.#items.isClaimed(this.#job, claim)
  }

  /** Everything found so far, a page at a time, in the order of the claimed names' bytes. */
  *pagesByClaim(): Generator<Item[]> {
    for (let after = ''; ; ) {
      const page = this.#items.byClaim(this.#job, after, CLAIMS_PER_PAGE)
      const last = page.at(-1)?.claim
      if (last === undefined) return
      yield page
      after = last
    }
  }

  problem(name: string, effect: PlanProblem['effect'], reason: string): void {
    this.#problemCount += 1
    if (effect === 'skipped') this.#items.leaveOut(this.#job, this.#next++, name, reason)
    if (this.#problems.length < MAX_LISTED) this.#problems.push({ name, effect, reason })
  }

  /** An item's name is taken. */
  conflict(
    item: Pick<Item, 'number' | 'name' | 'size' | 'modified'>,
    target: string,
    existing: Existing,
  ): void {
    const { number, name, size, modified } = item
    this.#items.taken(this.#job, number, existing)
    this.#conflictCount += 1
    if (this.#conflicts.length >= MAX_LISTED) return
    const incoming = { size, ...(modified === undefined ? {} : { modified }) }
    this.#conflicts.push({ item: String(number), target, name, existing, incoming })
  }

  /** What keeps its writes from doing harm. */
  guardedBy(guards: WriteGuards): void {
    this.#guards = guards
  }

  get progress(): { items: number; bytes: number } {
    return { items: this.#files, bytes: this.#bytes }
  }

  plan(id: string): TransferPlan {
    const kind = this.#kind
    return {
      id,
      kind,
      requests: withPages(this.#requests, kind, this.#files + this.#folders),
      archived: this.#archived,
      ...(this.#guards && { guards: this.#guards }),
      items: this.#files,
      folders: this.#folders,
      bytes: this.#bytes,
      conflicts: this.#conflicts,
      conflictCount: this.#conflictCount,
      problems: this.#problems,
      problemCount: this.#problemCount,
      sample: this.#sample,
    }
  }

  #keep(item: PlannedItem): number {
    const number = this.#next
    this.#next += 1
    this.#items.add(this.#job, number, item)
    return number
  }
}

/**
 * A selection without what it names twice: a key or prefix below a chosen prefix is in it already.
 *
 * @throws AppError `invalid` for a prefix that is no folder, or anything outside the location.
 */
export function withoutOverlap(location: Location, selection: Selection): Selection {
  const prefixes: string[] = []
  for (const prefix of [...new Set(selection.prefixes)].sort()) {
    if (!prefix.startsWith(location.prefix) || !(prefix === '' || prefix.endsWith(DELIMITER))) {
      throw outside(prefix)
    }
    const above = prefixes.at(-1)
    if (above === undefined || !prefix.startsWith(above)) prefixes.push(prefix)
  }
  const keys = [...new Set(selection.keys)].filter(key => {
    if (!key.startsWith(location.prefix)) throw outside(key)
    return !isBelow(key, prefixes)
  })
  return { keys, prefixes }
}

/** Whether a prefix of a selection has a key below it. @param prefixes sorted, none below another */
export function isBelow(key: string, prefixes: readonly string[]): boolean {
  let low = 0
  let high = prefixes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((prefixes[middle] ?? '') <= key) low = middle + 1
    else high = middle
  }
  const candidate = prefixes[low - 1]
  return candidate !== undefined && key.startsWith(candidate)
}

function outside(keyOrPrefix: string): AppError {
  return new AppError({
    code: 'invalid',
    message: `“${keyOrPrefix}” is not part of the folder that is shown.`,
    remedy: 'Select it again.',
    subject: { key: keyOrPrefix },
  })
}
