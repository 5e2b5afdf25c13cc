import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import { useRef } from 'react'
import type { OpenEdit } from '#shared/external.ts'
import { lastSegment } from '#shared/location.ts'
import { plainName } from '../model/display-name.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { DIALOG_LOOK } from '../ui/dialog.tsx'
import { useReturnFocus } from '../ui/use-return-focus.ts'

/** What to do with a saved file whose object is another one by now. */
export type EditChoice = 'whatever-is-there' | 'copy' | 'discard' | 'later'

interface EditConflictProps {
  /** The one in conflict; `undefined`: there is no question. */
  readonly edit: OpenEdit | undefined
  readonly onChoose: (choice: EditChoice) => void
}

/** Asks before anything is lost: theirs by overwriting, or yours by discarding. */
export function EditConflict({ edit, onChoose }: EditConflictProps) {
  const keep = useRef<HTMLButtonElement>(null)
  useReturnFocus(edit !== undefined)
  const name = plainName(lastSegment(edit?.key ?? ''))
  const gone = edit?.state.status === 'conflict' && edit.state.gone
  return (
    <Base.Root open={edit !== undefined} onOpenChange={open => !open && onChoose('later')}>
      <Base.Portal>
        <Base.Backdrop className={DIALOG_LOOK.backdrop} />
        <Base.Popup
          initialFocus={keep}
          finalFocus={false}
          className={classNames(DIALOG_LOOK.popup, 'w-[520px]')}
        >
          <div className="px-5 pt-4 pb-4">
            <Base.Title className="text-lg font-semibold break-words">
              {gone ? `“${name}” was deleted meanwhile` : `“${name}” was changed meanwhile`}
            </Base.Title>
            <Base.Description className="mt-1.5 text-secondary">
              {gone
                ? 'Somebody deleted it while it was open in its program. What you saved is still on this computer, and not uploaded.'
                : 'Somebody stored another version while it was open in its program. What you saved is still on this computer, and nothing has been overwritten.'}
            </Base.Description>
          </div>
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-hairline px-5 py-3">
            <span className="mr-auto flex gap-2">
              <Button onClick={() => onChoose('discard')}>Discard mine…</Button>
              <Button look="danger" onClick={() => onChoose('whatever-is-there')}>
                {gone ? 'Upload it again' : 'Overwrite theirs'}
              </Button>
            </span>
            <Button onClick={() => onChoose('later')}>Decide later</Button>
            <Button ref={keep} look="primary" onClick={() => onChoose('copy')}>
              {gone ? 'Upload a copy' : 'Keep both'}
            </Button>
          </footer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
