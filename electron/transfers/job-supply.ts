import type { Item } from './journal/item.ts'
import type { ItemTable, TakenItems } from './journal/item-table.ts'
import type { Supply } from './queue.ts'
import type { Work } from './work.ts'

/** Items read at once, at least: each time the journal is written to, and the disk waited for. */
const PAGE = 64
/** So many more are read of those that are small, which are done sooner than the next commit. */
const MOST = 512
/** The next page is read when this part of one is left, so that it is safe by the time it is wanted. */
const AHEAD = 0.5
/** What is small enough together, in bytes. */
const SMALL = 32 * 1024 * 1024

type SuppliedWork = Pick<Work, 'perTurn' | 'turn' | 'isOfServer'>

/**
 * Reads a job's waiting items from the journal, a page at a time. All of a page count as taken, so
 * that a crash makes Pail look twice at each of them.
 */
export class JobSupply implements Supply<Item> {
  readonly #items: ItemTable
  readonly #job: number
  readonly #work: SuppliedWork
  #page: Item[] = []
  /** How many they were when the page was turned. */
  #pageSize = 0
  /** The page that was read last was not all that waited. */
  #wasFull = false
  /** The page after that. */
  #ahead: TakenItems | undefined

  constructor(items: ItemTable, job: number, work: SuppliedWork) {
    this.#items = items
    this.#job = job
    this.#work = work
  }

  hasNext(inFlight: number): boolean {
    if (this.#page.length === 0 && !this.#turnPage(inFlight)) return false
    return this.#page.length > 0 && this.#turn(inFlight) > 0
  }

  next(inFlight: number): readonly Item[] {
    const turn = this.#page.splice(0, this.#turn(inFlight))
    if (this.#page.length < this.#pageSize * AHEAD && this.#wasFull) this.#ahead ??= this.#take()
    return turn
  }

  /** Takes an item out that was read and not begun. */
  withdraw(number: number): void {
    const isOther = (item: Item) => item.number !== number
    this.#page = this.#page.filter(isOther)
    if (this.#ahead) this.#ahead = { ...this.#ahead, items: this.#ahead.items.filter(isOther) }
  }

  /** Puts back what was read and not begun. */
  giveBack(): void {
    this.#items.giveBack(this.#job, [...this.#page, ...(this.#ahead?.items ?? [])])
    this.#page = []
    this.#ahead = undefined
  }

  /** @returns whether that could be done: not while its page is unsafe and others are in flight */
  #turnPage(inFlight: number): boolean {
    this.#ahead ??= this.#take()
    if (!this.#ahead.isSafe()) {
      if (inFlight > 0) return false
      this.#ahead.makeSafe()
    }
    this.#page = this.#ahead.items
    this.#pageSize = this.#page.length
    this.#ahead = undefined
    return true
  }

  #take(): TakenItems {
    const least = Math.max(PAGE, this.#work.perTurn)
    const most = Math.max(MOST, least)
    const bytes = this.#work.isOfServer ? Number.POSITIVE_INFINITY : SMALL
    const taken = this.#items.take(this.#job, { least, most, bytes })
    this.#wasFull = taken.items.length >= least
    return taken
  }

  #turn(inFlight: number): number {
    return this.#work.turn?.(this.#page, inFlight) ?? this.#work.perTurn
  }
}
