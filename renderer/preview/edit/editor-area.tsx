import type { Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { languageFor } from '../code/language.ts'
import { useEditor } from '../code/use-editor.ts'

interface EditorAreaProps {
  readonly doc: string
  /** Tells the language. */
  readonly fileName: string
  readonly label: string
  readonly extensions: Extension
  /** Gets the editor, which has the focus then. */
  readonly onReady: (view: EditorView | undefined) => void
}

/** The text itself; a part of its own, since the sheet around it appears a moment later. */
export function EditorArea({ doc, fileName, label, extensions, onReady }: EditorAreaProps) {
  const host = useRef<HTMLDivElement>(null)
  const ready = useRef(onReady)
  const view = useEditor(host, { doc, label, extensions, language: languageFor(fileName, doc) })
  useEffect(() => {
    ready.current(view.current)
    view.current?.focus()
  }, [view])
  return (
    <div
      ref={host}
      data-keeps-keys
      className="selectable min-h-0 flex-1 border-t border-hairline"
    />
  )
}
