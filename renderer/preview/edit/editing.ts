import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { TextFormat } from '../../model/text-file.ts'

interface EditingOptions {
  readonly lineEnd: TextFormat['lineEnd']
  /** Whether long lines are wrapped. */
  readonly wrap: boolean
  readonly onChange: () => void
  readonly onSave: () => void
}

/**
 * What a plain editor does: undo, tabs, brackets, line numbers. Lines end as those of the file,
 * typed and pasted ones too.
 */
export function editing({ lineEnd, wrap, onChange, onSave }: EditingOptions): Extension {
  const save = () => {
    onSave()
    return true
  }
  return [
    EditorState.lineSeparator.of(lineEnd),
    EditorView.clipboardInputFilter.of(text => text.replaceAll(/\r\n?|\n/g, lineEnd)),
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    highlightSpecialChars(),
    bracketMatching(),
    indentOnInput(),
    keymap.of([
      { key: 'Mod-s', run: save, preventDefault: true },
      indentWithTab,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.updateListener.of(update => {
      if (update.docChanged) onChange()
    }),
    wrap ? EditorView.lineWrapping : [],
  ]
}
