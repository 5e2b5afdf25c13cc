import { ContextMenu as Base } from '@base-ui/react/context-menu'
import type { ReactElement, ReactNode } from 'react'
import { LONG_MENU } from './menu.tsx'

interface ContextMenuProps {
  /** The items: the same as a menu's. */
  readonly menu: ReactNode
  readonly onOpenChange?: (open: boolean) => void
  /** The element that is right-clicked. */
  readonly children: ReactElement<Record<string, unknown>>
}

/** A menu at the pointer, on a right click, a long press or the menu key. */
export function ContextMenu({ menu, onOpenChange, children }: ContextMenuProps) {
  return (
    <Base.Root {...(onOpenChange ? { onOpenChange } : {})}>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className="z-50">
          <Base.Popup className={LONG_MENU}>{menu}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
