import { lazy, useMemo } from 'react'
import type { TextEncoding } from '#shared/preview.ts'
import { readJsonLines } from '../model/json-rows.ts'
import type { Look } from '../model/preview-looks.ts'
import type { PreviewSource } from '../queries/previews.ts'
import { LookNote, MoreNote } from './look-note.tsx'
import { SvgView } from './svg-view.tsx'
import { type LoadedText, useText } from './use-text.ts'

const TextView = lazy(() => import('./code/text-view.tsx').then(it => ({ default: it.TextView })))
const CsvView = lazy(() => import('./csv-view.tsx').then(it => ({ default: it.CsvView })))
const JsonView = lazy(() => import('./json-view.tsx').then(it => ({ default: it.JsonView })))
const MarkdownView = lazy(() =>
  import('./markdown-view.tsx').then(it => ({ default: it.MarkdownView })),
)

interface TextLookProps {
  readonly look: Look
  readonly source: PreviewSource
  readonly name: string
}

/** Everything that is text, in the look that was chosen, and how much of it is here. */
export function TextLook({ look, source, name }: TextLookProps) {
  const loaded = useText(source)
  const { preview } = source
  return (
    <>
      <Shown look={look} loaded={loaded} source={source} name={name} />
      <EncodingNote encoding={preview.encoding} />
      {!loaded.complete && <MoreNote {...loaded} size={preview.gzip ? undefined : preview.size} />}
    </>
  )
}

function Shown(props: TextLookProps & { readonly loaded: LoadedText }) {
  const { look, loaded, source, name } = props
  const { text, complete } = loaded
  switch (look) {
    case 'rendered':
      return <MarkdownView text={text} name={name} />
    case 'table':
      return <CsvView text={text} name={name} complete={complete} />
    case 'picture':
      return <SvgView text={text} name={name} complete={complete} />
    case 'tree':
      return <Tree loaded={loaded} lines={source.preview.kind === 'ndjson'} name={name} />
    default:
      return <TextView text={text} name={name} />
  }
}

interface TreeProps {
  readonly loaded: LoadedText
  /** Each line is a value of its own. */
  readonly lines: boolean
  readonly name: string
}

/** JSON as a tree where it can be read as a whole; as text where it cannot. */
function Tree({ loaded: { text, complete }, lines, name }: TreeProps) {
  const read = useMemo(() => readJson(text, complete, lines), [text, complete, lines])
  if (read.ok) return <JsonView key={text.length} value={read.value} name={name} />
  return (
    <>
      <TextView text={text} name={name} />
      <LookNote>{read.reason}</LookNote>
    </>
  )
}

type ReadJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string }

function readJson(text: string, complete: boolean, lines: boolean): ReadJson {
  if (lines) return { ok: true, value: readJsonLines(text, complete) }
  if (!complete) return { ok: false, reason: 'The tree is there when all of it is loaded.' }
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    return { ok: false, reason: `This is no valid JSON, so there is no tree: ${why}` }
  }
}

const ENCODINGS: Readonly<Record<TextEncoding, string | undefined>> = {
  'utf-8': undefined,
  'utf-16le': 'Read as UTF-16 (little-endian), as its byte order mark says.',
  'utf-16be': 'Read as UTF-16 (big-endian), as its byte order mark says.',
  'windows-1252': 'This is not UTF-8; it is read as Western European (Latin-1).',
}

function EncodingNote({ encoding }: { readonly encoding: TextEncoding | undefined }) {
  const words = encoding && ENCODINGS[encoding]
  return words === undefined ? null : <LookNote>{words}</LookNote>
}
