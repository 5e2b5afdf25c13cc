import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import { type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { DIALOG_LOOK } from './dialog.tsx'
import { useReturnFocus } from './use-return-focus.ts'

interface AlertDialogProps {
  readonly open: boolean
  /** Escape, and the button that changes nothing. */
  readonly onCancel: () => void
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly cancelLabel?: string
  /** The verb and what it is done to: "Delete 12 objects". */
  readonly confirmLabel: string
  readonly onConfirm: () => void
  readonly danger?: boolean
  readonly busy?: boolean
  readonly children?: ReactNode
}

/** Asks before something that cannot be undone; the safe button has the focus. */
export function AlertDialog(props: AlertDialogProps) {
  const { open, onCancel, title, description, confirmLabel, onConfirm, danger, busy } = props
  const cancel = useRef<HTMLButtonElement>(null)
  useReturnFocus(open)
  return (
    <Base.Root open={open} onOpenChange={next => !next && onCancel()}>
      <Base.Portal>
        <Base.Backdrop className={DIALOG_LOOK.backdrop} />
        <Base.Popup
          initialFocus={cancel}
          finalFocus={false}
          className={classNames(DIALOG_LOOK.popup, 'w-[420px]')}
        >
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-4 pb-4">
            <Base.Title className="text-lg font-semibold break-words">{title}</Base.Title>
            {description && (
              <Base.Description className="mt-1.5 text-secondary">{description}</Base.Description>
            )}
            {props.children}
          </div>
          <footer className="flex items-center justify-end gap-2 border-t border-hairline px-5 py-3">
            <Button ref={cancel} onClick={onCancel}>
              {props.cancelLabel ?? 'Cancel'}
            </Button>
            <Button look={danger ? 'danger' : 'primary'} onClick={onConfirm} disabled={busy}>
              {confirmLabel}
            </Button>
          </footer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
