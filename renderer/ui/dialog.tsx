import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { classNames } from './class-names.ts'
import { useReturnFocus } from './use-return-focus.ts'

/** How dialogs look, shared by {@link Dialog} and the alert dialog. */
export const DIALOG_LOOK = {
  backdrop:
    'fixed inset-0 z-40 bg-[light-dark(rgb(20_24_36/0.24),rgb(0_0_0/0.5))] transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0',
  popup:
    'floating-motion fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100vh-48px)] max-w-[calc(100vw-48px)] -translate-1/2 flex-col rounded-lg border border-hairline bg-floating shadow-floating',
}
const WIDTHS = { small: 'w-[400px]', medium: 'w-[520px]', large: 'w-[680px]', huge: 'w-[860px]' }

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly width?: keyof typeof WIDTHS
  /** Lets the user drag its corner. */
  readonly resizable?: boolean
  /** Buttons, the main one last. */
  readonly footer?: ReactNode
  /** What gets the focus when it opens; else the first control. */
  readonly initialFocus?: RefObject<HTMLElement | null>
  readonly children?: ReactNode
}

/** A modal sheet over the window: title, content that scrolls, buttons. Escape closes it. */
export function Dialog(props: DialogProps) {
  const { open, onClose, title, description, width = 'medium', resizable, footer, children } = props
  useReturnFocus(open)
  return (
    <Base.Root open={open} onOpenChange={next => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={DIALOG_LOOK.backdrop} />
        <Base.Popup
          finalFocus={false}
          className={classNames(
            DIALOG_LOOK.popup,
            WIDTHS[width],
            resizable && 'min-h-64 min-w-80 resize overflow-hidden',
          )}
          {...(props.initialFocus ? { initialFocus: props.initialFocus } : {})}
        >
          <header className="px-5 pt-4 pr-12 pb-3">
            <Base.Title className="text-lg font-semibold break-words">{title}</Base.Title>
            {description && (
              <Base.Description className="mt-1 text-secondary">{description}</Base.Description>
            )}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div>
          {footer && (
            <footer className="flex items-center justify-end gap-2 border-t border-hairline px-5 py-3">
              {footer}
            </footer>
          )}
          {/* Last, so that the focus starts in the content. */}
          <Base.Close
            aria-label="Close"
            className="absolute top-3 right-3 inline-flex size-7 items-center justify-center rounded-md text-secondary hover:bg-pressed hover:text-primary"
          >
            <X size={16} />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
