import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { settingsQuery } from '../queries/settings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { DownloadTargetDialog } from './download-target-dialog.tsx'
import { type Job, jobToShow } from './jobs.ts'
import { PlanDialog } from './plan-dialog.tsx'
import { verbOf } from './plan-words.ts'
import { ScanDialog } from './scan-dialog.tsx'
import { useJobs } from './use-jobs.ts'

/** The dialogs of the bulk jobs, one at a time: where to, what is taken, what goes wrong. */
export function JobDialogs() {
  const { jobs, wishes } = useJobs()
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const job = jobToShow(jobs, settings.preflight)
  if (wishes.length > 0) return <DownloadTargetDialog wishes={wishes} />
  return job ? <JobDialog key={job.id} job={job} /> : null
}

function JobDialog({ job }: { readonly job: Job }) {
  const { stage } = job
  switch (stage.status) {
    case 'planning':
      return job.kind === 'delete' ? <DeleteDialog job={job} /> : <ScanDialog job={job} />
    case 'review':
      if (job.kind === 'delete') return <DeleteDialog job={job} />
      return stage.plan.conflictCount > 0 ? (
        <ConflictDialog job={job} plan={stage.plan} />
      ) : (
        <PlanDialog job={job} plan={stage.plan} />
      )
    case 'failed':
      return <FailedDialog job={job} failure={stage.failure} />
    case 'starting':
      return null
    default:
      return stage satisfies never
  }
}

interface FailedDialogProps {
  readonly job: Job
  readonly failure: Parameters<typeof FailureNotice>[0]['failure']
}

function FailedDialog({ job, failure }: FailedDialogProps) {
  const { cancel, tryAgain } = useJobs()
  const again = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open
      onClose={() => cancel(job)}
      initialFocus={again}
      title={`${verbOf(job.kind)} could not start`}
      footer={
        <>
          <Button onClick={() => cancel(job)}>Close</Button>
          <Button look="primary" ref={again} onClick={() => tryAgain(job)}>
            Try again
          </Button>
        </>
      }
    >
      <FailureNotice failure={failure} />
    </Dialog>
  )
}
