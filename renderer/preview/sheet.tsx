import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { classNames } from '../ui/class-names.ts'
import { DIALOG_LOOK } from '../ui/dialog.tsx'
import { useReturnFocus } from '../ui/use-return-focus.ts'

interface SheetProps {
  readonly title: ReactNode
  /** What it is called where it is read out: the title is more than words. */
  readonly label: string
  readonly onClose: () => void
  /** Buttons at the right of the title. */
  readonly tools?: ReactNode
  /** What is in it takes the focus by itself. */
  readonly leavesFocus?: boolean
  readonly onKeyDown?: (event: KeyboardEvent) => void
  readonly children: ReactNode
}

/** A large sheet over the window, for one object; it has the focus itself. Escape closes it. */
export function Sheet(props: SheetProps) {
  const { title, label, onClose, tools, leavesFocus = false, onKeyDown, children } = props
  const popup = useRef<HTMLDivElement>(null)
  useReturnFocus(true)
  return (
    <Base.Root open onOpenChange={open => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={DIALOG_LOOK.backdrop} />
        <Base.Popup
          ref={popup}
          initialFocus={leavesFocus ? false : popup}
          // One sheet may make room for the next, which has the focus by then.
          finalFocus={false}
          aria-label={label}
          onKeyDown={onKeyDown}
          className={classNames(
            DIALOG_LOOK.popup,
            'h-[calc(100vh-48px)] w-[min(1100px,calc(100vw-48px))] overflow-hidden outline-none',
          )}
        >
          <header className="flex h-11 shrink-0 items-center gap-2 pr-2 pl-4">
            <div className="flex min-w-0 flex-1 items-center gap-2 font-semibold">{title}</div>
            {tools}
            <Base.Close
              aria-label="Close"
              className="inline-flex size-7 items-center justify-center rounded-md text-secondary hover:bg-pressed hover:text-primary"
            >
              <X size={16} />
            </Base.Close>
          </header>
          <div className="flex min-h-0 flex-1 flex-col">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
