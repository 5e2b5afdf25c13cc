import { useRef } from 'react'
import type { PlanKind } from '#shared/transfer.ts'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Job } from './jobs.ts'
import { planContents, verbOf } from './plan-words.ts'
import { PreflightFacts } from './preflight-facts.tsx'
import { ProblemList } from './problem-list.tsx'
import { useJobs } from './use-jobs.ts'

interface PlanDialogProps {
  readonly job: Job
  readonly plan: TransferPlan
}

/** Tells before the start what is left out or renamed, and why. */
export function PlanDialog({ job, plan }: PlanDialogProps) {
  const { start, cancel } = useJobs()
  const main = useRef<HTMLButtonElement>(null)
  const verb = verbOf(plan.kind)
  const something = plan.items + plan.folders > 0
  return (
    <Dialog
      open
      onClose={() => cancel(job)}
      initialFocus={main}
      title={something ? `${verb} ${planContents(plan)}` : `Nothing here can be ${PAST[plan.kind]}`}
      description={
        something && plan.problemCount > 0 ? 'Some names cannot be taken as they are.' : undefined
      }
      footer={
        something ? (
          <>
            <Button onClick={() => cancel(job)}>Cancel</Button>
            <Button look="primary" ref={main} onClick={() => start(job)}>
              {`${verb} ${(plan.items + plan.folders).toLocaleString()}${plan.problemCount > 0 ? ' anyway' : ''}`}
            </Button>
          </>
        ) : (
          <Button look="primary" ref={main} onClick={() => cancel(job)}>
            Close
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {something && <PreflightFacts job={job} plan={plan} />}
        <ProblemList plan={plan} />
      </div>
    </Dialog>
  )
}

const PAST: Record<PlanKind, string> = {
  upload: 'uploaded',
  download: 'downloaded',
  zip: 'put into a zip',
  delete: 'deleted',
  copy: 'copied',
  move: 'moved',
}
