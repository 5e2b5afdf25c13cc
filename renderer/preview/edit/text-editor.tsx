import type { EditorView } from '@codemirror/view'
import { useRef, useState } from 'react'
import { FailureNotice } from '../../failure/failure-notice.tsx'
import { failureOf } from '../../failure/failure-of.ts'
import { plainName } from '../../model/display-name.ts'
import type { TextFile } from '../../model/text-file.ts'
import type { PreviewObject } from '../../queries/previews.ts'
import { AlertDialog } from '../../ui/alert-dialog.tsx'
import { Button } from '../../ui/button.tsx'
import { hasLongLine } from '../code/language.ts'
import { Sheet } from '../sheet.tsx'
import { ConflictQuestion } from './conflict-question.tsx'
import { editing } from './editing.ts'
import { EditorArea } from './editor-area.tsx'
import { FormatNote } from './format-note.tsx'
import { useKeepOpen } from './use-keep-open.ts'
import { useSave } from './use-save.ts'

export interface TextEditorProps {
  readonly object: PreviewObject
  /** The version that was read. */
  readonly etag: string
  readonly file: TextFile
  readonly name: string
  readonly onClose: () => void
  /** Reads the object again; what was typed is given up. */
  readonly onReload: () => void
}

/** Edits a text and saves it over the version that was read, and over no other unasked. */
export function TextEditor({ object, etag, file, name, onClose, onReload }: TextEditorProps) {
  const view = useRef<EditorView>(undefined)
  const [dirty, setDirty] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const onSave = useRef<() => void>(undefined)
  const [extensions] = useState(() =>
    editing({
      lineEnd: file.format.lineEnd,
      wrap: !hasLongLine(file.text),
      onChange: () => setDirty(saver.differs()),
      onSave: () => onSave.current?.(),
    }),
  )
  const saver = useSave({
    object,
    etag,
    format: file.format,
    text: file.text,
    view,
    onSaved: setDirty,
  })
  const { save, saving, conflict, error } = saver
  onSave.current = () => void (dirty && !saving && save({ type: 'same' }))
  useKeepOpen(dirty)

  const leave = () => (dirty ? setLeaving(true) : onClose())
  return (
    <Sheet
      label={`Edit ${name}`}
      title={
        <>
          <span className="truncate">{name}</span>
          {dirty && <span className="font-normal text-secondary">edited</span>}
        </>
      }
      onClose={leave}
      leavesFocus
      tools={
        <Button
          look="primary"
          disabled={!dirty || saving}
          focusableWhenDisabled
          onClick={() => save({ type: 'same' })}
        >
          {saving ? 'Saving…' : 'Save'}
        </Button>
      }
    >
      {error !== undefined && !conflict && (
        <div className="px-4 pb-3">
          <FailureNotice failure={failureOf(error)} />
        </div>
      )}
      <EditorArea
        doc={file.text}
        fileName={object.key}
        label={`Text of ${name}`}
        extensions={extensions}
        onReady={ready => {
          view.current = ready
        }}
      />
      <FormatNote format={file.format} />
      <ConflictQuestion
        failure={conflict}
        name={plainName(name)}
        onChoose={choice => {
          saver.dismiss()
          if (choice === 'reload') onReload()
          else if (choice === 'overwrite') save({ type: 'whatever-is-there' })
          else if (choice === 'copy') save({ type: 'copy' })
        }}
      />
      <AlertDialog
        open={leaving}
        onCancel={() => setLeaving(false)}
        title={`Discard what you changed in “${name}”?`}
        description="It has not been saved."
        cancelLabel="Keep editing"
        confirmLabel="Discard changes"
        danger
        onConfirm={onClose}
      />
    </Sheet>
  )
}
