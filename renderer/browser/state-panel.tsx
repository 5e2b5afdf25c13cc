import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface StatePanelProps {
  readonly icon: LucideIcon
  readonly title: string
  /** What happened and why, in plain sentences. */
  readonly children?: ReactNode
  /** Buttons, the best first. */
  readonly actions?: ReactNode
  /** Folded facts. */
  readonly details?: ReactNode
  /** A failure is read out at once. */
  readonly urgent?: boolean
}

/** What the listing shows when it has no rows: what is so, why, and what can be done. */
export function StatePanel(props: StatePanelProps) {
  const { icon: Icon, title, children, actions, details, urgent = false } = props
  return (
    <div
      role={urgent ? 'alert' : 'status'}
      className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto px-6 text-center"
    >
      <div className="my-auto flex w-full max-w-md flex-col items-center py-6">
        <span className="mb-3 flex size-12 items-center justify-center rounded-full bg-raised text-secondary">
          <Icon size={22} strokeWidth={1.6} />
        </span>
        <h2 className="text-lg font-semibold">{title}</h2>
        {children && (
          <div className="selectable mt-1.5 flex flex-col gap-1 break-words text-secondary">
            {children}
          </div>
        )}
        {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
        {details && <div className="mt-5 w-full">{details}</div>}
      </div>
    </div>
  )
}
