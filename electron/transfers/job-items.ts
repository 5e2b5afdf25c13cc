import type {
  CauseGroup,
  FailureCause,
  ItemQuery,
  ItemTally,
  TransferItem,
} from '#shared/transfer-items.ts'
import type { TransferEngine } from './engine.ts'
import type { Journal } from './journal/journal.ts'

/** Names that are copied at once. */
const MOST_NAMES = 10_000

export interface ItemPage {
  readonly total: number
  readonly tally: ItemTally
  readonly items: TransferItem[]
}

/** The items of started jobs, a page at a time: what the journal knows, and what moves right now. */
export class JobItems {
  readonly #journal: Journal
  readonly #engine: TransferEngine

  constructor(journal: Journal, engine: TransferEngine) {
    this.#journal = journal
    this.#engine = engine
  }

  /** Items `from` (inclusive) to `to` (exclusive) of those asked for; none of a job that is gone. */
  page(id: string, query: ItemQuery, range: { from: number; to: number }): ItemPage {
    const seq = this.#seq(id)
    const moving = this.#engine.moving(id)
    const { rows } = this.#journal
    const { total, items } = rows.page(seq, query, moving, range)
    return { total, items, tally: rows.tally(seq, moving) }
  }

  causes(id: string): CauseGroup[] {
    return this.#journal.rows.causes(this.#seq(id))
  }

  /** The names of what failed for one cause; of very many the first. */
  names(id: string, cause: FailureCause): string[] {
    return this.#journal.rows.names(this.#seq(id), cause, MOST_NAMES)
  }

  #seq(id: string): number {
    return this.#journal.jobs.get(id)?.seq ?? -1
  }
}
