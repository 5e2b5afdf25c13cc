import type { Failure } from '#shared/errors.ts'
import type { ObjectsChanged } from '#shared/objects-changed.ts'
import {
  becomesOneFile,
  MAX_LISTED,
  reduceTransfer,
  type Transfer,
  type TransferEvent,
} from '#shared/transfer.ts'
import type { ItemChoice } from '#shared/transfer-items.ts'
import type { Outage } from '../storage/reachability.ts'
import { withRequestScope } from '../storage/request-scope.ts'
import { ChangedObjects } from './changed-objects.ts'
import { allOrNone, failureOf, SKIPPED_BY_USER, Skipped, tooLate } from './job-failure.ts'
import type { Item } from './journal/item.ts'
import type { JobRow } from './journal/job-table.ts'
import type { Journal } from './journal/journal.ts'
import type { TransferLimits } from './limits/transfer-limits.ts'
import { stopsTheJob } from './retry.ts'
import { Speed } from './speed.ts'
import { type Report, Suspended, type Work } from './work.ts'

/** A transfer that is not over, or was not when Pail started: its state, its items, its work. */
export class Job {
  /** Its number in the journal. */
  readonly seq: number
  /** The lower, the sooner. */
  rank: number
  #transfer: Transfer
  readonly #journal: Journal
  readonly #limits: TransferLimits
  readonly #onChange: () => void
  #work: Work | undefined
  #speed = new Speed()
  readonly #inFlight = new Set<Promise<void>>()
  readonly #changed = new ChangedObjects()
  /** The requests that wait for the network. */
  readonly #waits = new Map<object, Outage>()
  #controller = new AbortController()
  /** What is being moved: the bytes of each item, and what stops its turn. */
  readonly #moving = new Map<number, Moving>()

  constructor(
    { seq, transfer, rank }: JobRow,
    journal: Journal,
    limits: TransferLimits,
    onChange: () => void,
  ) {
    this.seq = seq
    this.rank = rank
    this.#journal = journal
    this.#limits = limits
    this.#onChange = onChange
    this.#transfer = { ...transfer, failures: journal.items.failures(seq, 0, MAX_LISTED) }
  }

  get transfer(): Transfer {
    return this.#transfer
  }

  /** For the network, with all that it has in flight. */
  get isWaiting(): boolean {
    return this.#transfer.state.status === 'waiting'
  }

  get isRetryable(): boolean {
    const { status } = this.#transfer.state
    return status === 'failed' || status === 'canceled'
  }

  /** The items that are being moved, and how many bytes of each are. */
  moving(): Map<number, number> {
    return new Map(Array.from(this.#moving, ([number, { bytes }]) => [number, bytes]))
  }

  /** There as soon as the job was given it. */
  get work(): Work | undefined {
    return this.#work
  }

  set work(work: Work) {
    this.#work = work
  }

  dispatch(event: TransferEvent): void {
    const before = this.#transfer
    const next = reduceTransfer(before, event)
    if (next === before) return
    this.#transfer = next
    if (next.state.status !== before.state.status) this.save()
    this.#onChange()
  }

  /** Keeps how it stands. The items are kept as they are done. */
  save(): void {
    this.#journal.jobs.save(this.seq, this.#transfer)
  }

  /** Remembers something that is under way and that {@link settled} has to wait for. */
  track(turn: Promise<void>): void {
    this.#inFlight.add(turn)
    turn.finally(() => this.#inFlight.delete(turn))
  }

  /** Stops what is in flight; {@link settled} tells when it has cleaned up. */
  abort(reason?: Suspended): void {
    this.#controller.abort(reason)
  }

  async settled(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight)
  }

  /** Stops for now and lets go of everything; the next start of Pail goes on with it. */
  async close(): Promise<void> {
    this.abort(new Suspended())
    await this.settled()
    this.save()
    this.#work?.close()
  }

  /** Makes it ready to do what is not done. Only once it is {@link settled}. */
  makeReady(): void {
    // What happened before says nothing about the speed from now on.
    this.#speed = new Speed()
    this.#controller = new AbortController()
    this.#journal.items.requeueTaken(this.seq)
    if (becomesOneFile(this.#transfer.kind)) {
      // Nothing is left of what was put into the file, so all of it is done again.
      this.#journal.items.requeueDone(this.seq)
      this.#work?.close()
      this.#work = undefined
    }
    this.recount()
  }

  /** Takes the counts from the items, which know. */
  recount(): void {
    const { items } = this.#journal
    const { total, done, skipped, failed, leftOut, bytes, bytesDone } = items.counts(this.seq)
    const counts = {
      itemsTotal: total,
      itemsDone: done,
      itemsSkipped: skipped,
      itemsFailed: failed,
      ...(leftOut > 0 ? { itemsLeftOut: leftOut } : {}),
      bytesTotal: bytes,
      failures: items.failures(this.seq, 0, MAX_LISTED),
    }
    // What is half moved is counted here, and by nobody else.
    const live = this.#moving.size > 0 ? {} : { bytesDone }
    this.dispatch({ type: 'recount', counts: { ...counts, ...live } })
  }

  /** What failed waits again. */
  requeue(choice: ItemChoice | undefined): void {
    this.#journal.items.requeueFailed(this.seq, choice)
    this.recount()
  }

  /**
   * Leaves out what waits, failed, or is being moved by itself.
   *
   * @throws AppError `invalid` for an item that is moved together with others, or into one file
   */
  skip(choice: ItemChoice): void {
    if (becomesOneFile(this.#transfer.kind)) throw allOrNone()
    const moved = choice.type === 'item' ? this.#moving.get(choice.number) : undefined
    if (moved?.together) throw tooLate()
    if (moved) moved.turn.abort(new Skipped())
    else this.#journal.items.skip(this.seq, choice, SKIPPED_BY_USER)
    this.recount()
  }

  tick(now: number): void {
    this.dispatch({ type: 'rate', speed: this.#speed.perSecond(now) })
  }

  /** What it did to objects since this was last asked. */
  takeChanged(): ObjectsChanged {
    return this.#changed.take()
  }

  /**
   * Does a turn's items; never rejects, every failure is in the transfer afterwards.
   *
   * @param onLanded is called when all bytes are there, and only the disk is waited for
   */
  async run(items: readonly Item[], onLanded: () => void): Promise<void> {
    const turn = new AbortController()
    const signal = AbortSignal.any([this.#controller.signal, turn.signal])
    const reported = new Set<number>()
    const together = items.length > 1
    for (const { number } of items) this.#moving.set(number, { bytes: 0, turn, together })
    try {
      signal.throwIfAborted()
      const job = { ...this.#limits.scopeOf(this), waiting: () => this.#waiting() }
      await withRequestScope({ job }, async () =>
        this.#work?.run(items, this.#report(reported, items, onLanded), signal),
      )
    } catch (error) {
      if (signal.reason instanceof Skipped) this.#leave(items)
      if (signal.aborted) return
      const failure = failureOf(error)
      if (stopsTheJob(failure) || becomesOneFile(this.#transfer.kind)) return this.fail(failure)
      for (const item of items) {
        if (!reported.has(item.number)) this.#tellFailed(item, failure)
      }
    } finally {
      for (const { number } of items) this.#moving.delete(number)
    }
  }

  #leave(items: readonly Item[]): void {
    for (const { number, size } of items) {
      this.#moving.delete(number)
      this.#journal.items.skip(this.seq, { type: 'item', number }, SKIPPED_BY_USER)
      this.dispatch({ type: 'item-skipped', size })
    }
  }

  /** It can't go on at all; what is half done stays for a retry. */
  fail(failure: Failure): void {
    this.dispatch({ type: 'fail', at: Date.now(), failure })
    this.abort(new Suspended())
  }

  /** A request of this job can't get through; the job waits as long as one of them does. */
  #waiting(): (outage: Outage | undefined) => void {
    const request = {}
    return outage => {
      if (outage) this.#waits.set(request, outage)
      else this.#waits.delete(request)
      const [wait] = this.#waits.values()
      this.dispatch(wait ? { type: 'wait', wait } : { type: 'reached' })
      this.#limits.concurrency.setWaiting(this, this.isWaiting)
    }
  }

  #tellFailed(item: Item, failure: Failure): void {
    this.#journal.items.failed(this.seq, item.number, failure)
    this.dispatch({ type: 'item-failed', name: item.name, failure })
  }

  #report(reported: Set<number>, items: readonly Item[], landed: () => void): Report {
    // Of several items that share a turn nobody knows whose bytes they are.
    const only = items.length === 1 ? items[0]?.number : undefined
    return {
      started: name => this.dispatch({ type: 'item-started', name }),
      landed,
      bytes: delta => {
        if (delta === 0) return
        this.#speed.add(delta, performance.now())
        // What is sent is counted by its answers: until then it may lie in a buffer.
        if (this.#transfer.kind !== 'upload') this.#limits.concurrency.received(delta)
        const moved = only === undefined ? undefined : this.#moving.get(only)
        if (moved) moved.bytes = Math.max(0, moved.bytes + delta)
        this.dispatch({ type: 'progress', bytes: delta })
      },
      done: (item, result = {}) => {
        reported.add(item.number)
        this.#moving.delete(item.number)
        this.#limits.concurrency.completed()
        this.#journal.items.done(this.seq, item.number, { ...result, finished: Date.now() })
        this.dispatch({ type: 'item-done' })
      },
      failed: (item, failure) => {
        reported.add(item.number)
        this.#moving.delete(item.number)
        this.#tellFailed(item, failure)
      },
      skipped: (item, note) => {
        reported.add(item.number)
        this.#moving.delete(item.number)
        this.#journal.items.skipped(this.seq, item.number, note)
        this.dispatch({ type: 'item-skipped', size: item.size })
      },
      stored: (key, bucket = this.#transfer.location) => this.#changed.stored(key, bucket),
      gone: key => this.#changed.gone(key, this.#transfer.location),
      notKept: what => {
        if (what.length > 0) this.dispatch({ type: 'item-not-kept', what })
      },
    }
  }
}

interface Moving {
  bytes: number
  readonly turn: AbortController
  /** It shares the turn with others. */
  readonly together: boolean
}
