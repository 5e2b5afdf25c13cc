import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

interface TooltipProps {
  readonly text: ReactNode
  readonly shortcut?: string | undefined
  /** The one element that is explained. */
  readonly children: ReactElement<Record<string, unknown>>
}

/** A few words about a control, after a moment of hovering or on focus. */
export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup className="floating-motion flex max-w-80 items-baseline gap-2 rounded-md bg-primary px-2 py-1 text-sm break-words text-background shadow-floating">
            <span className="min-w-0">{text}</span>
            {shortcut && <span className="shrink-0 opacity-70">{shortcut}</span>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Lets neighbouring tooltips open at once after the first; wraps the whole window. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return <Base.Provider delay={500}>{children}</Base.Provider>
}
