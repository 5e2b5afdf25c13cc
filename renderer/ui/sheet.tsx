import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { DIALOG_LOOK } from './dialog.tsx'
import { useReturnFocus } from './use-return-focus.ts'

interface SheetProps {
  /** What a screen reader calls it; there is no title to see. */
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A modal sheet near the top of the window, for a field with what it finds. Escape closes it. */
export function Sheet({ label, onClose, children }: SheetProps) {
  useReturnFocus(true)
  return (
    <Base.Root open onOpenChange={next => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={DIALOG_LOOK.backdrop} />
        <Base.Popup
          finalFocus={false}
          aria-label={label}
          className={classNames(
            'floating-motion fixed top-[12vh] left-1/2 z-40 flex max-h-[76vh] w-[560px] max-w-[calc(100vw-48px)] -translate-x-1/2',
            'flex-col overflow-hidden rounded-lg border border-hairline bg-floating shadow-floating',
          )}
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
