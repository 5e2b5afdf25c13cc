import { plainName } from '../model/display-name.ts'
import { formatCount, formatSize } from '../model/format.ts'
import type { ScanProgress } from '../queries/plans.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import type { MirrorChoices } from './mirror-form.tsx'

interface MirrorComparingProps {
  readonly choices: MirrorChoices
  readonly progress: ScanProgress
  readonly onCancel: () => void
}

/** Both sides while they are compared: nothing has begun yet. */
export function MirrorComparing({ choices, progress, onCancel }: MirrorComparingProps) {
  return (
    <Dialog
      open
      onClose={onCancel}
      title="Comparing…"
      description="Nothing is changed yet. When all is compared, you see what would be done."
      footer={<Button onClick={onCancel}>Cancel</Button>}
    >
      <div className="flex flex-col gap-2">
        <Progress label="Comparing" value={undefined} />
        <p className="tabular">
          {`${formatCount(progress.items, 'name')}, ${formatSize(progress.bytes)} so far`}
        </p>
        <p className="truncate text-secondary">
          {`${plainName(choices.typed ?? '')} and ${plainName(choices.context)}`}
        </p>
      </div>
    </Dialog>
  )
}
