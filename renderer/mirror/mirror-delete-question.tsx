import type { MirrorPlan } from '#shared/mirror.ts'
import { formatSize } from '../model/format.ts'
import { AlertDialog } from '../ui/alert-dialog.tsx'
import { mirrorAmounts, targetThings } from './mirror-words.ts'

interface MirrorDeleteQuestionProps {
  readonly plan: MirrorPlan
  /** What it is deleted from. */
  readonly place: string
  readonly onCancel: () => void
  readonly onConfirm: () => void
}

/** Asks before what is only in the target is deleted, with its count and size. */
export function MirrorDeleteQuestion(props: MirrorDeleteQuestionProps) {
  const { plan, place, onCancel, onConfirm } = props
  const { direction, sourceEmpty } = plan
  const { extras, extraBytes } = mirrorAmounts(plan)
  const things = targetThings(direction, extras)
  const nothingLeft = plan.tallies.same.items + plan.tallies.changed.items === 0
  return (
    <AlertDialog
      open
      onCancel={onCancel}
      title={`Delete ${things} from ${place}`}
      description={`${things} (${formatSize(extraBytes)}) will be deleted, unless they change before. There is no trash to bring them back from.`}
      confirmLabel={`Delete ${things}`}
      onConfirm={onConfirm}
      danger
    >
      {(sourceEmpty || nothingLeft) && (
        <p className="mt-3 font-medium">
          Nothing of what is there now is on the other side: all of it would go.
        </p>
      )}
    </AlertDialog>
  )
}
