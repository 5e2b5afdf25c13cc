import { randomUUID } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { Location } from '#shared/location.ts'
import type { CopyTarget, PlanKind } from '#shared/transfer.ts'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import type { Journal } from './journal/journal.ts'
import { KeptForClients } from './kept-for-clients.ts'
import { PlanBook } from './plan.ts'
import { recentPace } from './recent-pace.ts'
import type { OpenStream } from './upload-source.ts'

/** Plans a window may have waiting for an answer; the oldest makes room for the next. */
const MAX_PLANS = 16

/** The files of a job that only their page can give, by their number in it. */
export interface PageStreams {
  readonly open: Map<number, OpenStream>
  readonly close: () => void
}

/** A plan that was made and is not started. */
export interface StoredPlan {
  readonly client: string
  readonly plan: TransferPlan
  /** Its number in the journal. */
  readonly seq: number
  readonly location: Location
  readonly folder?: string
  readonly fileName?: string
  readonly to?: CopyTarget
  readonly streams?: PageStreams
}

/** The plans that wait for a window's answer. Their items are in the journal. */
export class Plans {
  readonly #journal: Journal
  readonly #plans: KeptForClients<StoredPlan>

  constructor(journal: Journal) {
    this.#journal = journal
    this.#plans = new KeptForClients(MAX_PLANS, ({ seq, streams }) => {
      streams?.close()
      journal.jobs.remove(seq)
    })
  }

  /** Scans into the journal; nothing of it stays there when the scan fails. */
  async make(
    kind: PlanKind,
    rest: Omit<StoredPlan, 'plan' | 'seq'>,
    signal: AbortSignal,
    scan: (book: PlanBook) => Promise<void>,
  ): Promise<TransferPlan> {
    const id = randomUUID()
    const seq = this.#journal.jobs.plan(id)
    const book = new PlanBook(this.#journal.items, seq, kind)
    try {
      await scan(book)
      signal.throwIfAborted()
    } catch (error) {
      this.#journal.jobs.remove(seq)
      throw error
    }
    const counted = book.plan(id)
    const pace = recentPace(this.#journal.jobs, kind, rest.location.profileId)
    const plan = { ...counted, ...(pace ? { seconds: pace(counted) } : {}) }
    this.#plans.add(id, { ...rest, plan, seq })
    return plan
  }

  /** @throws AppError `invalid` for a plan that was started, discarded, or never was */
  get(id: string): StoredPlan {
    const stored = this.#plans.get(id)
    if (!stored) throw unknownPlan()
    return stored
  }

  /** Whether a plan will make this file. */
  makes(folder: string, fileName: string): boolean {
    return [...this.#plans.values()].some(
      plan => plan.folder === folder && plan.fileName === fileName,
    )
  }

  /** It is a job from now on. */
  started(id: string): void {
    this.#plans.take(id)
  }

  discard(id: string): void {
    this.#plans.remove(id)
  }

  /** Discards the plans of one window, or all. */
  leave(client?: string): void {
    this.#plans.leave(client)
  }
}

function unknownPlan(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'This plan is no longer known.',
    remedy: 'Choose the files again.',
  })
}
