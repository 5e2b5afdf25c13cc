import { useQuery } from '@tanstack/react-query'
import { isLarge } from '#shared/preflight.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { plainName } from '../model/display-name.ts'
import { formatCount, formatSize } from '../model/format.ts'
import { settingsQuery } from '../queries/settings.ts'
import { AlertDialog } from '../ui/alert-dialog.tsx'
import type { Job } from './jobs.ts'
import { placeName } from './place-name.ts'
import { PreflightFacts } from './preflight-facts.tsx'
import { ProblemList } from './problem-list.tsx'
import { useJobs } from './use-jobs.ts'

const SHOWN_NAMES = 5

/** Asks before objects are deleted, with their count and size; of many it tells more. */
export function DeleteDialog({ job }: { readonly job: Job }) {
  const { start, cancel } = useJobs()
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { stage } = job
  const plan = stage.status === 'review' ? stage.plan : undefined
  const progress = stage.status === 'planning' ? stage.progress : undefined
  const things = plan ? formatCount(plan.items, 'object') : ''
  const size = plan?.bytes === undefined ? '' : ` (${formatSize(plan.bytes)})`
  return (
    <AlertDialog
      open
      onCancel={() => cancel(job)}
      title={plan ? `Delete ${things} from ${placeName(job.location)}` : 'Counting the objects…'}
      description={
        plan
          ? `${things}${size} will be deleted. There is no trash to bring them back from.`
          : `${formatCount(progress?.items ?? 0, 'object')}, ${formatSize(progress?.bytes ?? 0)} so far.`
      }
      confirmLabel={plan ? `Delete ${things}` : 'Delete'}
      onConfirm={() => start(job)}
      danger
      busy={!plan}
    >
      {plan && (
        <div className="mt-3 flex flex-col gap-3">
          {(plan.archived > 0 || isLarge(plan, settings.preflight)) && (
            <PreflightFacts job={job} plan={plan} />
          )}
          <NameSample names={plan.sample} total={plan.items} />
          <ProblemList plan={plan} />
        </div>
      )}
    </AlertDialog>
  )
}

function NameSample(props: { readonly names: readonly string[]; readonly total: number }) {
  const shown = props.names.slice(0, SHOWN_NAMES)
  const more = props.total - shown.length
  return (
    <ul className="rounded-md border border-hairline px-2.5 py-1.5">
      {shown.map(name => (
        <li key={name} className="selectable truncate py-0.5" title={plainName(name)}>
          {plainName(name)}
        </li>
      ))}
      {more > 0 && <li className="py-0.5 text-secondary">{`and ${more.toLocaleString()} more`}</li>}
    </ul>
  )
}
