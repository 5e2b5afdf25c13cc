import { AppError } from '#shared/errors.ts'
import { type Location, lastSegment } from '#shared/location.ts'
import type { ObjectsChanged } from '#shared/objects-changed.ts'
import type { QueueMove, Transfer, TransferKind, TransfersSummary } from '#shared/transfer.ts'
import type { ItemChoice } from '#shared/transfer-items.ts'
import type { ConflictDecision, TransferPlan } from '#shared/transfer-plan.ts'
import { ANY_TRANSFER, type Export, type TransferQuery } from '#shared/transfer-query.ts'
import { TransferEngine } from './engine.ts'
import { exportTable } from './export/exports.ts'
import { JobItems } from './job-items.ts'
import type { ItemTable } from './journal/item-table.ts'
import type { JobRow } from './journal/job-table.ts'
import { Journal } from './journal/journal.ts'
import { latestStorage } from './latest-storage.ts'
import type { TransferLimits } from './limits/transfer-limits.ts'
import { Mirrors } from './mirror/mirrors.ts'
import { Planner, type PlanProgress } from './planner.ts'
import { type PageStreams, Plans } from './plans.ts'
import type { TransferStorage } from './transfer-storage.ts'
import { type ReceiptPage, receiptPage } from './verify/receipt.ts'
import type { Work } from './work.ts'
import { workFor } from './works.ts'

export interface TransfersOptions {
  /** The file of the journal, or `:memory:`. */
  journal: string
  storage: (profileId: string, bucket: string) => Promise<TransferStorage>
  /** What all of them together must not exceed. */
  limits: TransferLimits
  onSummary: (summary: TransfersSummary) => void
  onObjectsChanged: (changed: ObjectsChanged) => void
  onPlanProgress: (progress: PlanProgress, client: string) => void
}

/** Plans and runs everything that moves many objects: uploads, downloads, copies, moves, deletes. */
export class Transfers {
  readonly #options: TransfersOptions
  readonly #journal: Journal
  readonly #engine: TransferEngine
  readonly #plans: Plans
  /** Finds out what a transfer will do. */
  readonly planner: Planner
  /** What jobs consist of. */
  readonly items: JobItems
  /** Folders and contexts that are compared. */
  readonly mirrors: Mirrors
  #closed: Promise<void> | undefined
  readonly #streams = new Map<string, PageStreams>()

  constructor(options: TransfersOptions) {
    this.#options = options
    this.#journal = new Journal(options.journal)
    this.#plans = new Plans(this.#journal)
    const work = (job: JobRow) => this.#work(job)
    this.#engine = new TransferEngine({ ...options, journal: this.#journal, work })
    this.items = new JobItems(this.#journal, this.#engine)
    this.mirrors = new Mirrors({
      journal: this.#journal,
      storage: location => this.#storage(location),
      begin: (seq, job) => this.#begin(seq, job),
    })
    this.planner = new Planner({
      journal: this.#journal,
      plans: this.#plans,
      mirrors: this.mirrors,
      storage: location => this.#storage(location),
      onProgress: options.onPlanProgress,
    })
  }

  /** Goes on with what an earlier Pail left, and forgets the plans it never started. */
  restore(): void {
    for (const seq of this.#journal.jobs.planned()) this.#journal.jobs.remove(seq)
    this.#engine.restore()
  }

  /** @throws AppError `already-exists` when names are taken and nobody said what to do with them */
  start({ planId, conflicts }: { planId: string; conflicts?: ConflictDecision }): Transfer {
    const { plan, seq, location, folder, fileName, to, streams } = this.#plans.get(planId)
    if (plan.conflictCount > 0 && !conflicts) throw undecided(plan)
    this.#plans.started(planId)
    if (streams) this.#streams.set(plan.id, streams)
    const { items } = this.#journal
    if (conflicts) decideConflicts(items, seq, plan.kind, conflicts)
    return this.#begin(seq, {
      id: plan.id,
      kind: plan.kind,
      location,
      ...(folder === undefined ? {} : { folder }),
      ...(fileName === undefined ? {} : { fileName }),
      ...(to === undefined ? {} : { to }),
      label: fileName ?? labelOf(plan, items.counts(seq).total, items.firstName(seq)),
    })
  }

  #begin(
    seq: number,
    job: Pick<Transfer, 'id' | 'kind' | 'location' | 'folder' | 'fileName' | 'to' | 'label'>,
  ): Transfer {
    return this.#engine.start(seq, {
      ...job,
      created: Date.now(),
      itemsTotal: 0,
      itemsDone: 0,
      itemsSkipped: 0,
      itemsFailed: 0,
      bytesDone: 0,
      failures: [],
      state: { status: 'queued' },
    })
  }

  /** Forgets a plan that is not wanted. */
  discard(planId: string): void {
    this.#plans.discard(planId)
  }

  /** Those that match: unfinished ones as they will be done, then the others, newest first. */
  list({ from, to, query = ANY_TRANSFER }: { from: number; to: number; query?: TransferQuery }): {
    summary: TransfersSummary
    total: number
    transfers: Transfer[]
  } {
    return {
      summary: this.#engine.summary(),
      total: this.#journal.jobs.count(query),
      transfers: this.#engine.list(from, to, query),
    }
  }

  /** Writes what is known into a file of a local folder; returns its path. */
  export(wish: Export, folder: string): Promise<string> {
    this.#journal.commit()
    return exportTable(this.#journal, wish, folder)
  }

  /** Rows of a transfer's receipt, after one of its items; `undefined` when it is gone. */
  receipt({ id, after }: { id: string; after: number }): ReceiptPage | undefined {
    const job = this.#journal.jobs.get(id)
    return job && { transfer: job.transfer, rows: receiptPage(this.#journal, job, after) }
  }

  pauseAll(): Promise<void> {
    return this.#engine.pauseAll()
  }

  resumeAll(): Promise<void> {
    return this.#engine.resumeAll()
  }

  /** Stops it for now and keeps what is half done. */
  pause(id: string): Promise<void> {
    return this.#engine.pause(id)
  }

  /** Goes on with what is paused. */
  resume(id: string): Promise<void> {
    return this.#engine.resume(id)
  }

  /** Puts it before or behind the others that are not over. */
  reorder({ id, to }: { id: string; to: QueueMove }): void {
    this.#engine.reorder(id, to)
  }

  /** Resolves when nothing half-done is left of it. */
  cancel(id: string): Promise<void> {
    return this.#engine.cancel(id)
  }

  /** Does again what is not done of a transfer, or what was chosen of what failed. */
  retry(id: string, choice?: ItemChoice): Promise<void> {
    return this.#engine.retry(id, choice)
  }

  /** Leaves out items that are not done. @throws AppError `invalid` when it is too late */
  skip(id: string, choice: ItemChoice): void {
    this.#engine.skip(id, choice)
  }

  /** Forgets what is done, failed or canceled. */
  clear(): Promise<void> {
    return this.#engine.clear()
  }

  /** The window is gone: so are its plans. What was started goes on. */
  leave(client: string): void {
    this.#plans.leave(client)
    this.mirrors.leave(client)
  }

  /** Stops everything for now; the next start goes on with it. */
  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    this.#plans.leave()
    this.mirrors.leave()
    await this.#engine.close()
    this.#options.limits.close()
    this.#journal.close()
  }

  async #work({ seq, transfer }: JobRow): Promise<Work> {
    const { id, location, to } = transfer
    const storage = this.#storage(location)
    const target = to ? this.#storage(to.location) : storage
    return await workFor({
      transfer,
      job: seq,
      journal: this.#journal,
      storage,
      target,
      streams: {
        open: number => this.#streams.get(id)?.open.get(number),
        close: () => {
          this.#streams.get(id)?.close()
          this.#streams.delete(id)
        },
      },
    })
  }

  #storage({ profileId, bucket }: Location): TransferStorage {
    return latestStorage(() => this.#options.storage(profileId, bucket))
  }
}

/** One rule for every item whose name is taken, and answers for single ones. */
function decideConflicts(
  items: ItemTable,
  seq: number,
  kind: TransferKind,
  { all, byItem }: ConflictDecision,
): void {
  items.answerAll(seq, all, kind)
  for (const [item, answer] of Object.entries(byItem)) items.answer(seq, Number(item), answer)
}

function labelOf({ sample, items }: TransferPlan, count: number, first: string | undefined) {
  if (count === 1) return lastSegment(first ?? sample[0] ?? '')
  return items === 1 ? lastSegment(sample[0] ?? '') : `${count} items`
}

function undecided({ conflictCount }: TransferPlan): AppError {
  const names = conflictCount === 1 ? 'One name is' : `${conflictCount} names are`
  return new AppError({
    code: 'already-exists',
    message: `${names} already taken, and nothing says what to do with them.`,
    remedy: 'Choose whether to replace, skip or keep both.',
  })
}
