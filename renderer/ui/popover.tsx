import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode, RefObject } from 'react'
import { MENU_POPUP } from './menu.tsx'

interface PopoverProps {
  /** Names what is in it to a screen reader. */
  readonly label: string
  /** The control that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly initialFocus: RefObject<HTMLElement | null>
  readonly children: ReactNode
}

/** A small sheet that hangs on a button and holds more than a menu could. */
export function Popover(props: PopoverProps) {
  const { label, trigger, open, onOpenChange, initialFocus, children } = props
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-50">
          <Base.Popup aria-label={label} initialFocus={initialFocus} className={MENU_POPUP}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
