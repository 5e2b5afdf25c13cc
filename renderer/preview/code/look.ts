import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const frame = EditorView.theme({
  '&': { height: '100%', color: 'var(--text-primary)', backgroundColor: 'var(--background)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono, ui-monospace, monospace)',
    fontSize: '12px',
    lineHeight: '18px',
    // A wheel at the end of the text must not scroll what is behind it.
    overscrollBehavior: 'contain',
  },
  '.cm-content': { caretColor: 'var(--text-primary)', padding: '6px 0' },
  '.cm-gutters': {
    color: 'var(--text-secondary)',
    backgroundColor: 'var(--background)',
    border: 'none',
    userSelect: 'none',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '28px', padding: '0 10px 0 8px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--raised)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'var(--selection) !important',
  },
  '.cm-cursor': { borderLeftColor: 'var(--text-primary)' },
  '.cm-specialChar': { color: 'var(--warning)' },
  '.cm-content:focus-visible': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
})

const colors = HighlightStyle.define([
  { tag: [tags.comment, tags.meta], color: 'var(--text-secondary)' },
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.controlKeyword],
    color: 'var(--code-keyword)',
  },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number)' },
  {
    tag: [tags.definition(tags.variableName), tags.function(tags.variableName), tags.propertyName],
    color: 'var(--code-name)',
  },
  { tag: [tags.typeName, tags.className, tags.tagName, tags.heading], color: 'var(--code-type)' },
  { tag: [tags.attributeName], color: 'var(--code-name)' },
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strong, fontWeight: '600' },
])

/** How text looks, read or edited: the window's own colors, which follow its theme. */
export const codeLook: Extension = [frame, syntaxHighlighting(colors)]
