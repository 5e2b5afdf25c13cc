import { AppError, type Failure } from '#shared/errors.ts'
import { ancestors, folderOf, type Location } from '#shared/location.ts'
import { reduceTransfer, type Transfer, type TransferEvent } from '#shared/transfer.ts'
import { stopsTheJob } from './retry.ts'
import { Speed } from './speed.ts'
import type { Report, Work } from './work.ts'

/** Folders told as changed at once; more than this and the ones nearest to the root are told. */
const MOST_CHANGED = 1000

/** One started transfer: its state for the window, and which of its items are done. */
export class Job {
  #transfer: Transfer
  readonly #work: Work
  readonly #onChange: () => void
  /** 1 where an item is done, or skipped on purpose. */
  readonly #over: Uint8Array
  #speed = new Speed()
  readonly #inFlight = new Set<Promise<void>>()
  readonly #changed = new Set<string>()
  #controller = new AbortController()

  constructor(transfer: Transfer, work: Work, skipped: Iterable<number>, onChange: () => void) {
    this.#transfer = transfer
    this.#work = work
    this.#onChange = onChange
    this.#over = new Uint8Array(work.count)
    for (const item of skipped) {
      this.#over[item] = 1
      this.dispatch({ type: 'item-skipped' })
    }
  }

  get transfer(): Transfer {
    return this.#transfer
  }

  get perTurn(): number {
    return this.#work.perTurn
  }

  /** Items that are neither done nor skipped. */
  pending(): number[] {
    const pending: number[] = []
    for (let item = 0; item < this.#over.length; item += 1)
      if (!this.#over[item]) pending.push(item)
    return pending
  }

  dispatch(event: TransferEvent): void {
    const next = reduceTransfer(this.#transfer, event)
    if (next === this.#transfer) return
    this.#transfer = next
    this.#onChange()
  }

  /** Remembers a turn that is in flight. */
  track(turn: Promise<void>): void {
    this.#inFlight.add(turn)
    turn.finally(() => this.#inFlight.delete(turn))
  }

  /** Stops what is in flight; {@link settled} tells when it has cleaned up. */
  abort(): void {
    this.#controller.abort()
  }

  async settled(): Promise<void> {
    await Promise.all(this.#inFlight)
  }

  /** Makes it ready to do again what is not done. Only once it is {@link settled}. */
  reset(): void {
    // What happened before says nothing about the speed from now on.
    this.#speed = new Speed()
    this.#controller = new AbortController()
    this.dispatch({ type: 'retry' })
  }

  tick(now: number): void {
    this.dispatch({ type: 'rate', speed: this.#speed.perSecond(now) })
  }

  /** Places whose listing is not right any more, since this was last asked. */
  takeChanged(): Location[] {
    const prefixes = [...this.#changed].sort((a, b) => a.length - b.length).slice(0, MOST_CHANGED)
    this.#changed.clear()
    return prefixes.map(prefix => ({ ...this.#transfer.location, prefix }))
  }

  close(): void {
    this.#work.close()
  }

  /** Does a turn's items; never rejects, every failure is in the transfer afterwards. */
  async run(items: readonly number[]): Promise<void> {
    const { signal } = this.#controller
    const reported = new Set<number>()
    try {
      await this.#work.run(items, this.#report(reported), signal)
    } catch (error) {
      if (signal.aborted) return
      const failure = failureOf(error)
      if (stopsTheJob(failure)) {
        this.dispatch({ type: 'fail', at: Date.now(), failure })
        this.abort()
        return
      }
      for (const item of items) {
        if (reported.has(item)) continue
        this.dispatch({ type: 'item-failed', name: this.#work.name(item), failure })
      }
    }
  }

  #report(reported: Set<number>): Report {
    return {
      started: name => this.dispatch({ type: 'item-started', name }),
      bytes: delta => {
        if (delta === 0) return
        this.#speed.add(delta, performance.now())
        this.dispatch({ type: 'progress', bytes: delta })
      },
      done: item => {
        reported.add(item)
        this.#over[item] = 1
        this.dispatch({ type: 'item-done' })
      },
      failed: (item, name, failure) => {
        reported.add(item)
        this.dispatch({ type: 'item-failed', name, failure })
      },
      changed: key => {
        const place = { ...this.#transfer.location, prefix: folderOf(key) }
        for (const { prefix } of ancestors(place)) this.#changed.add(prefix)
      },
    }
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure
  const cause = error instanceof Error ? error : undefined
  return new AppError(
    {
      code: 'internal',
      message: 'Something went wrong in Pail while it moved this item.',
      remedy: 'Retry; if it stays, report it.',
      details: cause ? { serverMessage: cause.message } : {},
    },
    { cause },
  ).failure
}
