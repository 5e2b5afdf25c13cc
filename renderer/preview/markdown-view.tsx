import { useMemo } from 'react'
import { LookNote } from './look-note.tsx'
import { markdownNodes } from './markdown-nodes.tsx'

/** More letters than this are read as text: laying them out would be felt. */
const MOST_LETTERS = 200_000

interface MarkdownViewProps {
  readonly text: string
  readonly name: string
}

/** Markdown as it is meant to be read. Its pictures and links stay words. */
export function MarkdownView({ text, name }: MarkdownViewProps) {
  const cut = text.length > MOST_LETTERS
  const nodes = useMemo(() => markdownNodes(text.slice(0, MOST_LETTERS)), [text])
  return (
    <>
      <div
        data-keeps-keys
        role="document"
        aria-label={`Text of ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
        className="markdown selectable min-h-0 flex-1 overflow-auto overscroll-contain px-5 py-4"
      >
        {nodes}
      </div>
      {cut && <LookNote>Only the beginning is laid out; “Text” has all of it.</LookNote>}
    </>
  )
}
