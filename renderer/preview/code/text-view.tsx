import { EditorState } from '@codemirror/state'
import { EditorView, highlightSpecialChars, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { hasLongLine, languageFor } from './language.ts'
import { useEditor } from './use-editor.ts'

interface TextViewProps {
  /** Grows at its end while more is loaded. */
  readonly text: string
  readonly name: string
}

/** A text to read: numbered lines, colored where there is a grammar, any length of line. */
export function TextView({ text: loaded, name }: TextViewProps) {
  // Half of a line end: the other half comes with the next part.
  const text = loaded.endsWith('\r') ? loaded.slice(0, -1) : loaded
  const host = useRef<HTMLDivElement>(null)
  const view = useEditor(host, {
    doc: text,
    label: `Text of ${name}`,
    extensions: [
      lineNumbers(),
      highlightSpecialChars(),
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.contentAttributes.of({ tabindex: '0' }),
      // Wrapping a line of megabytes would measure every letter of it.
      hasLongLine(text) ? [] : EditorView.lineWrapping,
    ],
    language: languageFor(name, text),
  })
  const shown = useRef(text.length)
  useEffect(() => {
    if (text.length <= shown.current) return
    const insert = text.slice(shown.current)
    shown.current = text.length
    const end = view.current?.state.doc.length ?? 0
    view.current?.dispatch({ changes: { from: end, insert } })
  }, [text, view])
  return (
    <div
      ref={host}
      role="document"
      aria-label={`Text of ${name}`}
      data-keeps-keys
      className="selectable min-h-0 flex-1"
    />
  )
}
