import type { Item } from './journal/item.ts'
import type { ItemTable } from './journal/item-table.ts'
import type { Supply } from './queue.ts'
import type { Work } from './work.ts'

/** Items read at once, at least: taking them is a commit, which waits for the disk. */
const PAGE = 64
/** So many more are read of those that are small, which are done sooner than the next commit. */
const MOST = 512
/** What is small enough together, in bytes. */
const SMALL = 32 * 1024 * 1024

/**
 * Reads a job's waiting items from the journal, a page at a time. All of a page count as taken, so
 * that a crash makes Pail look twice at each of them.
 */
export class JobSupply implements Supply<Item> {
  readonly #items: ItemTable
  readonly #job: number
  readonly #work: Pick<Work, 'perTurn' | 'turn'>
  #page: Item[] = []

  constructor(items: ItemTable, job: number, work: Pick<Work, 'perTurn' | 'turn'>) {
    this.#items = items
    this.#job = job
    this.#work = work
  }

  hasNext(inFlight: number): boolean {
    if (this.#page.length === 0) {
      const least = Math.max(PAGE, this.#work.perTurn)
      this.#page = this.#items.take(this.#job, { least, most: Math.max(MOST, least), bytes: SMALL })
    }
    return this.#page.length > 0 && this.#turn(inFlight) > 0
  }

  next(inFlight: number): readonly Item[] {
    return this.#page.splice(0, this.#turn(inFlight))
  }

  /** Takes an item out that was read and not begun. */
  withdraw(number: number): void {
    this.#page = this.#page.filter(item => item.number !== number)
  }

  /** Puts back what was read and not begun. */
  giveBack(): void {
    this.#items.giveBack(this.#job, this.#page)
    this.#page = []
  }

  #turn(inFlight: number): number {
    return this.#work.turn?.(this.#page, inFlight) ?? this.#work.perTurn
  }
}
