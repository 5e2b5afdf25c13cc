import type { Failure } from '#shared/errors.ts'
import type { Location } from '#shared/location.ts'
import { isLarge, type Preflight } from '#shared/preflight.ts'
import type { Settings } from '#shared/settings.ts'
import type { PlanKind } from '#shared/transfer.ts'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import type { ScanProgress } from '../queries/plans.ts'

/**
 * A bulk job on its way from the user's wish to a transfer.
 *
 *   planning ──planned──▶ review ──start──▶ starting ──▶ gone: now it is a transfer
 *      │ └─ nothing to ask ─────────────────▲   │
 *      └──failed──▶ failed ◀────────────────────┘
 */
export type JobStage =
  /** `slow` when it has taken long enough that the user should see it. */
  | { readonly status: 'planning'; readonly slow: boolean; readonly progress: ScanProgress }
  | { readonly status: 'review'; readonly plan: TransferPlan }
  | { readonly status: 'starting'; readonly plan: TransferPlan }
  | { readonly status: 'failed'; readonly failure: Failure }

/** Where a job's objects are, and where they go. */
export interface JobPlaces {
  /** Where objects go to (upload) or come from (all others). */
  readonly location: Location
  /** Where objects go to (copy, move). */
  readonly to?: Location
  /** The new name of the single item (rename). */
  readonly name?: string
}

export interface Job extends JobPlaces {
  readonly id: string
  readonly kind: PlanKind
  readonly stage: JobStage
}

export type JobAction =
  | { readonly type: 'add'; readonly job: Omit<Job, 'stage'> }
  | { readonly type: 'slow'; readonly id: string }
  | { readonly type: 'progress'; readonly id: string; readonly progress: ScanProgress }
  | { readonly type: 'review'; readonly id: string; readonly plan: TransferPlan }
  | { readonly type: 'start'; readonly id: string; readonly plan: TransferPlan }
  | { readonly type: 'fail'; readonly id: string; readonly failure: Failure }
  | { readonly type: 'again'; readonly id: string }
  | { readonly type: 'remove'; readonly id: string }

const PLANNING: JobStage = { status: 'planning', slow: false, progress: { items: 0, bytes: 0 } }

/** The one place where the open jobs change. What comes late for a job that is gone is ignored. */
export function reduceJobs(jobs: readonly Job[], action: JobAction): readonly Job[] {
  switch (action.type) {
    case 'add':
      return [...jobs, { ...action.job, stage: PLANNING }]
    case 'slow':
      return withStage(jobs, action.id, stage =>
        stage.status === 'planning' ? { ...stage, slow: true } : stage,
      )
    case 'progress':
      return withStage(jobs, action.id, stage =>
        stage.status === 'planning' ? { ...stage, progress: action.progress } : stage,
      )
    case 'review':
      return withStage(jobs, action.id, () => ({ status: 'review', plan: action.plan }))
    case 'start':
      return withStage(jobs, action.id, () => ({ status: 'starting', plan: action.plan }))
    case 'fail':
      return withStage(jobs, action.id, () => ({ status: 'failed', failure: action.failure }))
    case 'again':
      return withStage(jobs, action.id, () => PLANNING)
    case 'remove':
      return jobs.filter(job => job.id !== action.id)
    default:
      return action satisfies never
  }
}

/** What the user has said once for all jobs. */
export type JobRules = Pick<Settings, 'preflight' | 'takenNames'>

/** What a plan needs from the user before it may start. */
export function nextStep(
  plan: TransferPlan,
  { preflight, takenNames }: JobRules,
): 'nothing-to-do' | 'ask' | 'start' {
  const empty = plan.items === 0 && plan.folders === 0
  if (empty && plan.problemCount === 0) return 'nothing-to-do'
  if (plan.kind === 'delete' || plan.problemCount > 0) return 'ask'
  if (plan.conflictCount > 0 && takenNames === 'ask') return 'ask'
  if (plan.archived > 0 || isLarge(plan, preflight)) return 'ask'
  return 'start'
}

/**
 * The job that a dialog has to be about now: the oldest that waits for the user.
 *
 * @param rule which jobs are told of before they start, and while they are counted
 */
export function jobToShow(jobs: readonly Job[], rule: Preflight): Job | undefined {
  return jobs.find(({ kind, stage }) => {
    // Who deletes waits for the count; what is not large is counted in the background.
    if (stage.status === 'planning') {
      return stage.slow && (kind === 'delete' || isLarge(stage.progress, rule))
    }
    return stage.status !== 'starting'
  })
}

function withStage(
  jobs: readonly Job[],
  id: string,
  next: (stage: JobStage) => JobStage,
): readonly Job[] {
  return jobs.map(job => (job.id === id ? { ...job, stage: next(job.stage) } : job))
}
