import {
  becomesOneFile,
  isActive,
  isUnfinished,
  MAX_LISTED,
  type QueueMove,
  type Transfer,
  type TransfersSummary,
} from '#shared/transfer.ts'
import type { ItemChoice } from '#shared/transfer-items.ts'
import type { TransferQuery } from '#shared/transfer-query.ts'
import { Announcer } from './announcer.ts'
import { ChangedPlaces } from './changed-places.ts'
import type { EngineOptions } from './engine-options.ts'
import { Job } from './job.ts'
import { failureOf } from './job-failure.ts'
import { JobSupply } from './job-supply.ts'
import type { Item } from './journal/item.ts'
import type { JobRow } from './journal/job-table.ts'
import type { Journal } from './journal/journal.ts'
import { TransferQueue, type Turn } from './queue.ts'
import { moveInQueue } from './queue-order.ts'
import { summaryOf } from './summary.ts'
import { sweepJob } from './sweep-job.ts'
import { Suspended } from './work.ts'

/** How often speeds are measured, in milliseconds. */
const TICK = 500
/** Finished transfers that are remembered. */
const HISTORY = 500

/** Runs the transfers, some items at a time, until nothing is left; the journal knows them all. */
export class TransferEngine {
  readonly #options: EngineOptions
  readonly #journal: Journal
  /** Those that are not over, or still settle, in the order they were started. */
  readonly #jobs = new Map<string, Job>()
  readonly #supplies = new Map<string, JobSupply>()
  readonly #queue = new TransferQueue<Item>(id => this.#jobs.get(id)?.isWaiting === true)
  #ticking: NodeJS.Timeout | undefined
  #closing = false
  readonly #places = new ChangedPlaces(changed => this.#options.onObjectsChanged(changed))
  readonly #announcer = new Announcer(() => this.#options.onSummary(this.summary()))

  constructor(options: EngineOptions) {
    this.#options = options
    this.#journal = options.journal
    options.limits.bandwidth.onChange(() => this.#announcer.changed())
  }

  /** Goes on with what an earlier Pail left: what ran runs again, what was paused stays paused. */
  restore(): void {
    for (const row of this.#journal.jobs.unfinished()) {
      const job = this.#add(row)
      job.dispatch({ type: 'restore' })
      job.makeReady()
      if (isActive(job.transfer)) this.#begin(job)
    }
    for (const row of this.#journal.jobs.halfSwept()) {
      const job = this.#add(row)
      job.track(sweepJob(job, this.#options.work))
    }
  }

  start(seq: number, transfer: Transfer): Transfer {
    const job = this.#add({ seq, transfer, rank: seq })
    job.save()
    job.recount()
    job.track(this.#forget(this.#journal.jobs.beyond(HISTORY)))
    this.#begin(job)
    return job.transfer
  }

  /** Newest first, of those that match. */
  list(from: number, to: number, query: TransferQuery): Transfer[] {
    return this.#journal.jobs.list(from, to, query).map(({ seq, transfer }) => {
      const live = this.#jobs.get(transfer.id)
      if (live) return live.transfer
      return { ...transfer, failures: this.#journal.items.failures(seq, 0, MAX_LISTED) }
    })
  }

  summary(): TransfersSummary {
    const transfers = Array.from(this.#jobs.values(), ({ transfer }) => transfer)
    const limits = this.#options.limits.bandwidth.now
    return summaryOf(transfers, this.#journal.jobs.counts(), this.#announcer.version, limits)
  }

  /** Stops it for now, and keeps what is half done. Resolves when nothing of it moves any more. */
  async pause(id: string): Promise<void> {
    const job = this.#jobs.get(id)
    if (!job || !isActive(job.transfer)) return
    const { work } = job
    job.dispatch({ type: 'pause', at: Date.now() })
    job.abort(new Suspended())
    await this.#stopped(job)
    // It starts over; until then nothing of it lies about.
    if (becomesOneFile(job.transfer.kind)) work?.close()
  }

  async pauseAll(): Promise<void> {
    await Promise.all(Array.from(this.#jobs.keys(), id => this.pause(id)))
  }

  async resumeAll(): Promise<void> {
    for (const id of [...this.#jobs.keys()]) await this.resume(id)
  }

  async resume(id: string): Promise<void> {
    const job = this.#jobs.get(id)
    if (job?.transfer.state.status !== 'paused') return
    await job.settled()
    // Asked for twice, or canceled, while it settled.
    if (job.transfer.state.status !== 'paused') return
    job.makeReady()
    job.dispatch({ type: 'resume' })
    this.#begin(job)
  }

  /** Moves it within the order in which unfinished transfers are done. */
  reorder(id: string, to: QueueMove): void {
    const queue = [...this.#jobs.values()].filter(({ transfer }) => isUnfinished(transfer))
    for (const job of moveInQueue(queue, id, to)) {
      this.#journal.jobs.setRank(job.seq, job.rank)
      this.#queue.setRank(job.transfer.id, job.rank)
    }
    this.#announcer.changed()
    this.#pump()
  }

  /** Resolves when nothing half-done of it is left. */
  async cancel(id: string): Promise<void> {
    const job = this.#jobs.get(id)
    if (!job || !isUnfinished(job.transfer)) return
    job.dispatch({ type: 'cancel', at: Date.now() })
    job.abort()
    await this.#stopped(job)
    await sweepJob(job, this.#options.work)
    job.recount()
    job.save()
  }

  /** Does again what is not done, or only what was chosen of it. */
  async retry(id: string, choice?: ItemChoice): Promise<void> {
    const running = this.#jobs.get(id)
    if (running && isUnfinished(running.transfer)) {
      running.requeue(choice)
      this.#pump()
      return
    }
    await running?.settled()
    const row = this.#journal.jobs.get(id)
    // Asked for twice, or cleared, while it settled: it must not run twice at once.
    if (!row) return
    const job = this.#jobs.get(id) ?? this.#add(row)
    if (!job.isRetryable) return
    this.#journal.items.requeueFailed(job.seq, choice)
    job.dispatch({ type: 'retry' })
    job.makeReady()
    this.#begin(job)
  }

  /** Leaves out items that are not done. @throws AppError `invalid` when it is too late */
  skip(id: string, choice: ItemChoice): void {
    const row = this.#journal.jobs.get(id)
    if (!row) return
    const job = this.#jobs.get(id) ?? this.#add(row)
    if (choice.type === 'item') this.#supplies.get(id)?.withdraw(choice.number)
    job.skip(choice)
    // Nothing may be left to take a turn, and end it.
    const stuck = job.transfer.state.status === 'queued' && this.#supplies.has(id)
    if (!stuck || !this.#queue.isOver(id)) return
    job.dispatch({ type: 'start' })
    this.#settle(job)
  }

  /** What is being moved of a transfer, and how far. */
  moving(id: string): ReadonlyMap<number, number> {
    return this.#jobs.get(id)?.moving() ?? new Map()
  }

  /** Forgets every transfer that is over. */
  async clear(): Promise<void> {
    await this.#forget(this.#journal.jobs.beyond(0))
    this.#announcer.changed()
  }

  /** Stops everything for now; the next start goes on with it. */
  async close(): Promise<void> {
    this.#closing = true
    await Promise.all(Array.from(this.#jobs.values(), job => job.close()))
    clearInterval(this.#ticking)
    this.#announcer.now()
  }

  #add(row: JobRow): Job {
    const job = new Job(row, this.#journal, this.#options.limits, () => this.#announcer.changed())
    this.#jobs.set(row.transfer.id, job)
    this.#announcer.changed()
    return job
  }

  #begin(job: Job): void {
    this.#ticking ??= setInterval(() => this.#tick(), TICK).unref()
    job.track(this.#enqueue(job))
  }

  async #enqueue(job: Job): Promise<void> {
    const { id } = job.transfer
    try {
      job.work ??= await this.#options.work(job)
    } catch (error) {
      job.fail(failureOf(error))
    }
    // Paused, canceled or failed before it could begin.
    if (!isActive(job.transfer) || this.#closing || !job.work) return
    const supply = new JobSupply(this.#journal.items, job.seq, job.work)
    this.#supplies.set(id, supply)
    this.#queue.add(id, supply, job.rank, job.work.mostTurns)
    if (this.#queue.isOver(id)) {
      // Everything was skipped: there is nothing to take a turn.
      job.dispatch({ type: 'start' })
      this.#settle(job)
    }
    this.#pump()
  }

  #pump(): void {
    while (!this.#closing) {
      const turn = this.#queue.take(this.#options.limits.lanes)
      if (!turn) return
      const job = this.#jobs.get(turn.id)
      if (!job) throw new Error(`The queue holds ${turn.id}, which no one started.`)
      job.dispatch({ type: 'start' })
      job.track(this.#turn(job, turn))
    }
  }

  async #turn(job: Job, turn: Turn<Item>): Promise<void> {
    await job.run(turn.items, () => {
      turn.leaveLane()
      this.#pump()
    })
    turn.settle()
    this.#settle(job)
    this.#pump()
  }

  /** After a turn: a job that can't go on starts no more; one with nothing left is finished. */
  #settle(job: Job): void {
    const { id } = job.transfer
    if (!isActive(job.transfer)) this.#stop(id)
    if (this.#closing || !this.#queue.isOver(id)) return
    this.#queue.remove(id)
    this.#supplies.delete(id)
    job.dispatch({ type: 'finish', at: Date.now() })
    this.#places.tell(this.#jobs.values())
    const { status } = job.transfer.state
    if (status === 'done') {
      job.work?.close()
      this.#jobs.delete(id)
    }
    if ([...this.#jobs.values()].some(other => isActive(other.transfer))) return
    clearInterval(this.#ticking)
    this.#ticking = undefined
  }

  #stop(id: string): void {
    this.#queue.stop(id)
    this.#supplies.get(id)?.giveBack()
  }

  async #stopped(job: Job): Promise<void> {
    this.#stop(job.transfer.id)
    await job.settled()
    this.#settle(job)
  }

  #tick(): void {
    const now = performance.now()
    for (const job of this.#jobs.values()) job.tick(now)
    // A job that waits for the network has left its lanes to the others.
    this.#pump()
    this.#places.tellInTime(this.#jobs.values(), now)
  }

  /** Forgets jobs that are over, once nothing half done is left of them. */
  async #forget(over: readonly JobRow[]): Promise<void> {
    for (const row of over) {
      const { seq, transfer } = row
      const job = this.#jobs.get(transfer.id) ?? this.#add(row)
      if (!this.#queue.isOver(transfer.id)) continue
      if (job.transfer.state.status !== 'done') await sweepJob(job, this.#options.work)
      if (isUnfinished(job.transfer)) continue
      job.work?.close()
      this.#jobs.delete(transfer.id)
      this.#journal.jobs.remove(seq)
    }
  }
}
