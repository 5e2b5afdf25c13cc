import type { PlanKind } from '#shared/transfer.ts'
import type { ConflictDecision, StandingRule, TransferPlan } from '#shared/transfer-plan.ts'
import { failureOf, isCanceled } from '../failure/failure-of.ts'
import { discardPlan, type JobRequest, plan, startPlan } from '../queries/plans.ts'
import { chooseForAll, decisionOf } from './conflict-choices.ts'
import { type Job, type JobAction, type JobPlaces, type JobRules, nextStep } from './jobs.ts'

/** After so many milliseconds a scan is shown. */
const SLOW_MS = 300

/** What a job needs before it can be counted: a drop that is still read, say. */
type Prepare = () => Promise<JobRequest>

interface Running {
  readonly prepare: Prepare
  /** Its one item was given a name: what becomes of it if that is taken nobody said before. */
  readonly named: boolean
  abort: AbortController
}

/** Takes jobs from wish to transfer, and tells each step to `dispatch`. */
export class JobRunner {
  readonly #dispatch: (action: JobAction) => void
  readonly #onNothingToDo: (kind: PlanKind) => void
  readonly #onRule: (taken: number, rule: StandingRule) => void
  readonly #rules: () => JobRules
  readonly #running = new Map<string, Running>()

  constructor(options: {
    readonly dispatch: (action: JobAction) => void
    readonly onNothingToDo: (kind: PlanKind) => void
    /** A job starts whose taken names nobody was asked about. */
    readonly onRule: (taken: number, rule: StandingRule) => void
    readonly rules: () => JobRules
  }) {
    this.#onRule = options.onRule
    this.#rules = options.rules
    this.#dispatch = options.dispatch
    this.#onNothingToDo = options.onNothingToDo
  }

  add(kind: PlanKind, places: JobPlaces, prepare: Prepare): void {
    const id = crypto.randomUUID()
    this.#running.set(id, {
      prepare,
      named: places.name !== undefined,
      abort: new AbortController(),
    })
    this.#dispatch({ type: 'add', job: { id, kind, ...places } })
    void this.#plan(id)
  }

  tryAgain({ id }: Job): void {
    const running = this.#running.get(id)
    if (!running) return
    running.abort = new AbortController()
    this.#dispatch({ type: 'again', id })
    void this.#plan(id)
  }

  start({ id, stage }: Job, conflicts?: ConflictDecision): void {
    if (stage.status === 'review') void this.#start(id, stage.plan, conflicts)
  }

  cancel({ id, stage }: Job): void {
    this.#running.get(id)?.abort.abort()
    this.#remove(id)
    if (stage.status === 'review') void this.#discard(stage.plan)
  }

  async #plan(id: string): Promise<void> {
    const running = this.#running.get(id)
    if (!running) return
    const { signal } = running.abort
    const slow = setTimeout(() => this.#dispatch({ type: 'slow', id }), SLOW_MS)
    try {
      const request = await running.prepare()
      const planned = await plan(
        request,
        progress => this.#dispatch({ type: 'progress', id, progress }),
        signal,
      )
      if (signal.aborted) await this.#discard(planned)
      else await this.#proceed(id, planned)
    } catch (error) {
      this.#fail(id, error)
    } finally {
      clearTimeout(slow)
    }
  }

  async #proceed(id: string, planned: TransferPlan): Promise<void> {
    const rules = this.#rules()
    const takenNames = this.#running.get(id)?.named ? 'ask' : rules.takenNames
    const step = nextStep(planned, { ...rules, takenNames })
    switch (step) {
      case 'start':
        if (takenNames === 'ask' || planned.conflictCount === 0) return this.#start(id, planned)
        this.#onRule(planned.conflictCount, takenNames)
        return this.#start(id, planned, decisionOf(chooseForAll(takenNames)))
      case 'ask':
        this.#dispatch({ type: 'review', id, plan: planned })
        return
      case 'nothing-to-do':
        this.#remove(id)
        this.#onNothingToDo(planned.kind)
        return this.#discard(planned)
      default:
        return step satisfies never
    }
  }

  async #start(id: string, planned: TransferPlan, conflicts?: ConflictDecision): Promise<void> {
    this.#dispatch({ type: 'start', id, plan: planned })
    try {
      await startPlan(planned.id, conflicts)
      this.#remove(id)
    } catch (error) {
      this.#fail(id, error)
    }
  }

  #fail(id: string, error: unknown): void {
    if (isCanceled(error) || this.#running.get(id)?.abort.signal.aborted) this.#remove(id)
    else this.#dispatch({ type: 'fail', id, failure: failureOf(error) })
  }

  async #discard({ id }: TransferPlan): Promise<void> {
    try {
      await discardPlan(id)
    } catch (error) {
      // A plan that is not started does nothing; the main process forgets it with the window.
      if (failureOf(error).code === 'internal') throw error
    }
  }

  #remove(id: string): void {
    this.#running.delete(id)
    this.#dispatch({ type: 'remove', id })
  }
}
