import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type RefObject, useEffect, useRef } from 'react'
import { codeLook } from './look.ts'

interface EditorOptions {
  readonly doc: string
  /** For screen readers. */
  readonly label: string
  readonly extensions: Extension
  /** A grammar, which comes when it has loaded. */
  readonly language: Promise<Extension | undefined>
}

/**
 * Shows a text in `host` as long as it is mounted. It lives in a shadow root: there CodeMirror
 * adopts its style sheets, and needs none of the style elements that the policy forbids.
 */
export function useEditor(
  host: RefObject<HTMLDivElement | null>,
  options: EditorOptions,
): RefObject<EditorView | undefined> {
  const view = useRef<EditorView>(undefined)
  const first = useRef(options)
  useEffect(() => {
    if (!host.current) return
    const { doc, label, extensions, language } = first.current
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    const parent = document.createElement('div')
    parent.style.height = '100%'
    root.replaceChildren(parent)
    const grammar = new Compartment()
    const made = new EditorView({
      root,
      parent,
      state: EditorState.create({
        doc,
        extensions: [
          extensions,
          codeLook,
          grammar.of([]),
          EditorView.contentAttributes.of({ 'aria-label': label }),
        ],
      }),
    })
    view.current = made
    let gone = false
    void language.then(
      loaded => !gone && loaded && made.dispatch({ effects: grammar.reconfigure(loaded) }),
      // Without colors it reads as well.
      () => undefined,
    )
    return () => {
      gone = true
      view.current = undefined
      made.destroy()
    }
  }, [host])
  return view
}
