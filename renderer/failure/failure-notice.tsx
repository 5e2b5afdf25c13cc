import { CircleAlert } from 'lucide-react'
import type { Failure } from '#shared/errors.ts'
import { failureDetails } from '../model/trouble.ts'
import { Button } from '../ui/button.tsx'
import { Details } from '../ui/details.tsx'

interface FailureNoticeProps {
  readonly failure: Failure
  /** What the user can do about it right here. */
  readonly actions?: readonly { readonly label: string; readonly run: () => void }[]
}

/** A failure inside a dialog or panel: what happened, what to do, the facts folded under it. */
export function FailureNotice({ failure, actions = [] }: FailureNoticeProps) {
  return (
    <div role="alert" className="flex gap-2.5 rounded-md bg-danger-tint p-3">
      <CircleAlert size={16} className="mt-px shrink-0 text-danger" aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p className="selectable font-medium break-words">{failure.message}</p>
        <p className="selectable break-words">{failure.remedy}</p>
        {actions.length > 0 && (
          <div className="flex gap-2 pt-0.5">
            {actions.map(action => (
              <Button key={action.label} onClick={action.run}>
                {action.label}
              </Button>
            ))}
          </div>
        )}
        <Details rows={failureDetails(failure)} />
      </div>
    </div>
  )
}
