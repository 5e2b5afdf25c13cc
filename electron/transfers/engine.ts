import type { Location } from '#shared/location.ts'
import { isActive, type Transfer, type TransfersSummary } from '#shared/transfer.ts'
import { Job } from './job.ts'
import { TransferQueue, type Turn } from './queue.ts'
import { summaryOf } from './summary.ts'
import type { Work } from './work.ts'

/** How often speeds are measured and changed folders told, in milliseconds. */
const TICK = 500
const TELL_CHANGED = 1000
/** Changes this close together are told as one. */
const GATHER = 50
/** Finished transfers that are remembered. */
const HISTORY = 500

export interface EngineOptions {
  /** Turns in flight at once, over all transfers; asked anew for each. */
  lanes: () => number
  onSummary: (summary: TransfersSummary) => void
  /** Objects came or went in these places. */
  onObjectsChanged: (locations: Location[]) => void
}

/** Runs the started transfers, some items at a time, until nothing is left. */
export class TransferEngine {
  readonly #options: EngineOptions
  /** In the order they were started. */
  readonly #jobs = new Map<string, Job>()
  readonly #queue = new TransferQueue()
  #version = 0
  #ticking: NodeJS.Timeout | undefined
  #telling: NodeJS.Timeout | undefined
  #toldChanged = 0
  #closing = false

  constructor(options: EngineOptions) {
    this.#options = options
  }

  start(transfer: Transfer, work: Work, skipped: Iterable<number>): Transfer {
    const job = new Job(transfer, work, skipped, () => this.#changed())
    this.#jobs.set(transfer.id, job)
    this.#changed()
    this.#forgetOldest()
    this.#enqueue(job)
    return job.transfer
  }

  job(id: string): Job | undefined {
    return this.#jobs.get(id)
  }

  /** Newest first. */
  list(from: number, to: number): Transfer[] {
    const jobs = [...this.#jobs.values()].reverse()
    return jobs.slice(from, to).map(({ transfer }) => transfer)
  }

  summary(): TransfersSummary {
    const transfers = Array.from(this.#jobs.values(), ({ transfer }) => transfer)
    return summaryOf(transfers, this.#version)
  }

  /** Resolves when nothing half-done of it is left. */
  async cancel(id: string): Promise<void> {
    const job = this.#jobs.get(id)
    if (!job || !isActive(job.transfer)) return
    job.dispatch({ type: 'cancel', at: Date.now() })
    job.abort()
    this.#queue.stop(id)
    await job.settled()
    this.#settle(job)
  }

  /** Does again what is not done. */
  async retry(id: string): Promise<void> {
    const job = this.#jobs.get(id)
    if (!job) return
    await job.settled()
    // Asked for twice, or cleared, while it settled: it must not run twice at once.
    if (!isRetryable(job.transfer) || this.#jobs.get(id) !== job) return
    job.reset()
    this.#enqueue(job)
  }

  /** Forgets every transfer that is over. */
  clear(): void {
    for (const [id, job] of this.#jobs) if (!isActive(job.transfer)) this.#forget(id, job)
    this.#changed()
  }

  /** Cancels everything and waits until it is cleaned up. */
  async close(): Promise<void> {
    this.#closing = true
    await Promise.all(Array.from(this.#jobs.keys(), id => this.cancel(id)))
    await Promise.all(Array.from(this.#jobs.values(), job => job.settled()))
    for (const job of this.#jobs.values()) job.close()
    clearInterval(this.#ticking)
    clearTimeout(this.#telling)
    this.#telling = undefined
    this.#tell()
  }

  #enqueue(job: Job): void {
    const { id } = job.transfer
    this.#queue.add(id, job.pending(), job.perTurn)
    this.#ticking ??= setInterval(() => this.#tick(), TICK).unref()
    if (this.#queue.isOver(id)) {
      // Everything was skipped: there is nothing to take a turn.
      job.dispatch({ type: 'start' })
      this.#settle(job)
    }
    this.#pump()
  }

  #pump(): void {
    while (!this.#closing) {
      const turn = this.#queue.take(this.#options.lanes())
      if (!turn) return
      const job = this.#jobs.get(turn.id)
      if (!job) throw new Error(`The queue holds ${turn.id}, which no one started.`)
      job.dispatch({ type: 'start' })
      job.track(this.#turn(job, turn))
    }
  }

  async #turn(job: Job, { id, items }: Turn): Promise<void> {
    await job.run(items)
    this.#queue.settle(id)
    this.#settle(job)
    this.#pump()
  }

  /** After a turn: a job that can't go on starts no more; one with nothing left is finished. */
  #settle(job: Job): void {
    const { id } = job.transfer
    if (!isActive(job.transfer)) this.#queue.stop(id)
    if (!this.#queue.isOver(id)) return
    this.#queue.remove(id)
    job.dispatch({ type: 'finish', at: Date.now() })
    if (job.transfer.state.status === 'done') job.close()
    this.#tellChanged()
    if (this.#anyActive()) return
    clearInterval(this.#ticking)
    this.#ticking = undefined
  }

  #tick(): void {
    const now = performance.now()
    for (const job of this.#jobs.values()) job.tick(now)
    if (now - this.#toldChanged >= TELL_CHANGED) this.#tellChanged()
  }

  #tellChanged(): void {
    this.#toldChanged = performance.now()
    const locations = Array.from(this.#jobs.values(), job => job.takeChanged()).flat()
    if (locations.length > 0) this.#options.onObjectsChanged(locations)
  }

  #changed(): void {
    this.#version += 1
    this.#telling ??= setTimeout(() => this.#tell(), GATHER)
  }

  #tell(): void {
    this.#telling = undefined
    this.#options.onSummary(this.summary())
  }

  #anyActive(): boolean {
    return [...this.#jobs.values()].some(job => isActive(job.transfer))
  }

  #forgetOldest(): void {
    for (const [id, job] of this.#jobs) {
      if (this.#jobs.size <= HISTORY) return
      if (!isActive(job.transfer)) this.#forget(id, job)
    }
  }

  #forget(id: string, job: Job): void {
    if (!this.#queue.isOver(id)) return
    job.close()
    this.#jobs.delete(id)
  }
}

function isRetryable({ state }: Transfer): boolean {
  return state.status === 'failed' || state.status === 'canceled'
}
