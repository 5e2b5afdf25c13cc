import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface PreviewStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly details?: ReactNode
  /** A failure is read out at once. */
  readonly urgent?: boolean
}

/** What stands in place of a preview: what is so, why, and what can be done. */
export function PreviewState(props: PreviewStateProps) {
  const { icon: Icon, title, children, actions, details, urgent = false } = props
  return (
    <div
      role={urgent ? 'alert' : 'status'}
      className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto px-4 text-center"
    >
      <div className="my-auto flex w-full max-w-80 flex-col items-center gap-1 py-6">
        <Icon size={24} strokeWidth={1.5} className="mb-1.5 text-secondary" aria-hidden />
        <p className="font-semibold break-words">{title}</p>
        {children && <div className="selectable break-words text-secondary">{children}</div>}
        {actions && <div className="mt-2.5 flex flex-wrap justify-center gap-2">{actions}</div>}
        {details && <div className="mt-3 w-full">{details}</div>}
      </div>
    </div>
  )
}
