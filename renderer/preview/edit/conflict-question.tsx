import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import { useRef } from 'react'
import type { Failure } from '#shared/errors.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { DIALOG_LOOK } from '../../ui/dialog.tsx'

/** What to do with an edited text whose object is not the one that was read any more. */
export type ConflictChoice = 'overwrite' | 'reload' | 'copy' | 'keep-editing'

interface ConflictQuestionProps {
  /** Why it could not be saved; `undefined`: there is no question. */
  readonly failure: Failure | undefined
  readonly name: string
  readonly onChoose: (choice: ConflictChoice) => void
}

/** Asks before anything is lost: theirs by overwriting, or yours by reloading. */
export function ConflictQuestion({ failure, name, onChoose }: ConflictQuestionProps) {
  const copy = useRef<HTMLButtonElement>(null)
  const gone = failure?.code === 'not-found'
  return (
    <Base.Root
      open={failure !== undefined}
      onOpenChange={open => !open && onChoose('keep-editing')}
    >
      <Base.Portal>
        <Base.Backdrop className={DIALOG_LOOK.backdrop} />
        <Base.Popup initialFocus={copy} className={classNames(DIALOG_LOOK.popup, 'w-[540px]')}>
          <div className="px-5 pt-4 pb-4">
            <Base.Title className="text-lg font-semibold break-words">
              {gone ? `“${name}” was deleted meanwhile` : `“${name}” was changed meanwhile`}
            </Base.Title>
            <Base.Description className="mt-1.5 text-secondary">
              {gone
                ? 'Somebody deleted it while you edited it. Nothing has been saved yet.'
                : 'Somebody saved another version while you edited it. Nothing has been overwritten.'}
            </Base.Description>
          </div>
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-hairline px-5 py-3">
            <span className="mr-auto flex gap-2">
              {!gone && <Button onClick={() => onChoose('reload')}>Reload theirs</Button>}
              <Button look="danger" onClick={() => onChoose('overwrite')}>
                {gone ? 'Save it again' : 'Overwrite theirs'}
              </Button>
            </span>
            <Button onClick={() => onChoose('keep-editing')}>Keep editing</Button>
            <Button ref={copy} look="primary" onClick={() => onChoose('copy')}>
              Save a copy
            </Button>
          </footer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
