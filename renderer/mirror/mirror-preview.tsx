import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { MirrorClass } from '#shared/mirror.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { plainName } from '../model/display-name.ts'
import { formatSize } from '../model/format.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { MirrorDeleteQuestion } from './mirror-delete-question.tsx'
import type { MirrorChoices } from './mirror-form.tsx'
import { MirrorRows } from './mirror-rows.tsx'
import type { MirrorStage } from './mirror-stage.ts'
import {
  classChoices,
  isDoable,
  mirrorAmounts,
  mirrorSummary,
  startLabel,
  targetName,
  targetThings,
} from './mirror-words.ts'
import type { Mirror } from './use-mirror.ts'

interface MirrorPreviewProps {
  readonly choices: MirrorChoices
  readonly mirror: Mirror
  readonly stage: Extract<MirrorStage, { status: 'preview' | 'starting' }>
  readonly onClose: () => void
}

/** Everything that would be done, and why, before anything is. */
export function MirrorPreview({ choices, mirror, stage, onClose }: MirrorPreviewProps) {
  const { plan } = stage
  const { direction, tallies } = plan
  const [filter, setFilter] = useState<MirrorClass | 'all'>('all')
  const [deletes, setDeletes] = useState(false)
  const [asking, setAsking] = useState(false)
  const { copies, extras, extraBytes } = mirrorAmounts(plan)
  const starting = stage.status === 'starting'
  const willDelete = deletes && extras > 0
  const [from, to] = [plainName(choices.typed ?? ''), plainName(choices.context)]
  const shown = filter === 'all' ? undefined : tallies[filter]
  const total = shown?.items ?? Object.values(tallies).reduce((sum, { items }) => sum + items, 0)
  return (
    <Dialog
      open
      onClose={onClose}
      width="huge"
      title={direction === 'up' ? `Mirror ${from} to ${to}` : `Mirror ${to} to ${from}`}
      description={mirrorSummary(plan)}
      footer={
        <>
          <span className="mr-auto">
            <Button onClick={mirror.back} disabled={starting}>
              Back
            </Button>
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look={willDelete ? 'danger' : 'primary'}
            disabled={starting || copies + (willDelete ? extras : 0) === 0}
            onClick={() => (willDelete ? setAsking(true) : mirror.start(undefined))}
          >
            {startLabel(plan, willDelete)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <MirrorWarnings stage={stage} />
        <div className="flex flex-wrap items-center gap-2">
          <Segmented
            label="Show"
            value={filter}
            onChange={setFilter}
            options={classChoices(plan)}
          />
          {filter !== 'all' && shown && shown.items > 0 && isDoable(filter, deletes) && (
            <Button
              look="plain"
              onClick={() =>
                mirror.exclude({ type: 'class', class: filter }, shown.excludedItems < shown.items)
              }
            >
              {shown.excludedItems < shown.items ? 'Leave all out' : 'Take all in'}
            </Button>
          )}
        </div>
        <MirrorRows
          plan={plan}
          filter={filter === 'all' ? undefined : filter}
          total={total}
          deletes={deletes}
          onExclude={(number, excluded) => mirror.exclude({ type: 'row', number }, excluded)}
        />
        {tallies.extra.items > 0 && (
          <Checkbox
            label={`Delete what is only in the ${targetName(direction)}: ${targetThings(direction, extras)}, ${formatSize(extraBytes)}`}
            hint="When everything else is done. You are asked once more."
            checked={deletes}
            onChange={setDeletes}
          />
        )}
      </div>
      {asking && (
        <MirrorDeleteQuestion
          plan={plan}
          place={direction === 'up' ? to : from}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            mirror.start(extras)
          }}
        />
      )}
    </Dialog>
  )
}

function MirrorWarnings({ stage }: Pick<MirrorPreviewProps, 'stage'>) {
  const { direction, replacesNewer, sourceEmpty, tallies } = stage.plan
  return (
    <>
      {'failure' in stage && stage.failure && <FailureNotice failure={stage.failure} />}
      {sourceEmpty && tallies.extra.items > 0 && (
        <Warning>
          {direction === 'up'
            ? 'There is no file in the folder. Check that it is the right one, and that its drive is there.'
            : 'There is no object in the bucket’s folder. Check that it is the right one.'}
        </Warning>
      )}
      {replacesNewer > 0 && (
        <Warning>
          {`${targetThings(direction, replacesNewer)} in the ${targetName(direction)} would be replaced by something older. Check that the direction is right.`}
        </Warning>
      )}
    </>
  )
}

function Warning({ children }: { readonly children: string }) {
  return (
    <p role="status" className="flex gap-2 rounded-md bg-warning-tint px-3 py-2">
      <TriangleAlert size={16} className="mt-px shrink-0 text-warning" aria-hidden />
      {children}
    </p>
  )
}
