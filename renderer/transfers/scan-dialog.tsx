import { formatCount, formatSize } from '../model/format.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import type { Job } from './jobs.ts'
import { placeName } from './place-name.ts'
import { verbOf } from './plan-words.ts'
import { useJobs } from './use-jobs.ts'

/** A large job while it is counted: nothing has begun yet. */
export function ScanDialog({ job }: { readonly job: Job }) {
  const { cancel } = useJobs()
  const { stage, kind, location, to } = job
  const progress = stage.status === 'planning' ? stage.progress : { items: 0, bytes: 0 }
  return (
    <Dialog
      open
      onClose={() => cancel(job)}
      title={`Looking at what to ${verbOf(kind).toLowerCase()}…`}
      description="Nothing has begun yet. When all is counted, you see what it comes to."
      footer={<Button onClick={() => cancel(job)}>Cancel</Button>}
    >
      <div className="flex flex-col gap-2">
        <Progress label="Counting" value={undefined} />
        <p className="tabular">
          {`${formatCount(progress.items, kind === 'upload' ? 'file' : 'object')}, ${formatSize(progress.bytes)} so far`}
        </p>
        <p className="truncate text-secondary">{placeName(to ?? location)}</p>
      </div>
    </Dialog>
  )
}
