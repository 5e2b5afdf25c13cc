import { AppWindow, Check, CircleAlert, ExternalLink, Upload } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EditState, OpenEdit } from '#shared/external.ts'
import { lastSegment, s3Uri } from '#shared/location.ts'
import { plainName } from '../model/display-name.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { editWords } from './edit-words.ts'

interface EditRowProps {
  readonly edit: OpenEdit
  readonly onOpen: () => void
  readonly onUpload: () => void
  readonly onResolve: () => void
  readonly onStop: () => void
}

const ICONS: Readonly<Record<EditState['status'], ReactNode>> = {
  unchanged: <AppWindow size={14} className="text-secondary" aria-hidden />,
  saving: <Upload size={14} className="text-accent" aria-hidden />,
  saved: <Check size={14} className="text-success" aria-hidden />,
  conflict: <CircleAlert size={14} className="text-warning" aria-hidden />,
  failed: <CircleAlert size={14} className="text-danger" aria-hidden />,
  found: <CircleAlert size={14} className="text-warning" aria-hidden />,
}

/** One object that is open in a program: how it stands, and what can be done about it. */
export function EditRow({ edit, onOpen, onUpload, onResolve, onStop }: EditRowProps) {
  const { bucket, key, state } = edit
  const name = plainName(lastSegment(key))
  const words = plainName(editWords(edit))
  const stop = state.status === 'found' ? 'Discard…' : 'Stop editing'
  return (
    <li className="flex min-h-8 items-center gap-2.5 px-3">
      {ICONS[state.status]}
      <span className="max-w-[40%] shrink-0 truncate" title={plainName(s3Uri(bucket, key))}>
        {name}
      </span>
      <output className="selectable min-w-0 flex-1 truncate text-sm text-secondary" title={words}>
        {words}
      </output>
      {state.status === 'conflict' && (
        <Button aria-label={`Resolve the conflict of ${name}`} onClick={onResolve}>
          Resolve…
        </Button>
      )}
      {(state.status === 'failed' || state.status === 'found') && (
        <Button aria-label={`${UPLOAD[state.status]} ${name}`} onClick={onUpload}>
          {UPLOAD[state.status]}
        </Button>
      )}
      <IconButton label={`Open ${name} again`} icon={<ExternalLink size={14} />} onClick={onOpen} />
      <Button look="plain" aria-label={`${stop} ${name}`} onClick={onStop}>
        {stop}
      </Button>
    </li>
  )
}

const UPLOAD = { failed: 'Try again', found: 'Upload' } as const
