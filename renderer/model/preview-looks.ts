import type { PreviewKind } from '#shared/preview.ts'

/** A way to look at an object. */
export type Look = 'text' | 'rendered' | 'tree' | 'table' | 'picture' | 'pages' | 'player' | 'bytes'

/** The ways to look at a kind of object, the one to begin with first. */
export function looksOf(kind: PreviewKind): readonly Look[] {
  switch (kind) {
    case 'text':
      return ['text', 'bytes']
    case 'markdown':
      return ['rendered', 'text', 'bytes']
    case 'json':
    case 'ndjson':
      return ['tree', 'text', 'bytes']
    case 'table':
      return ['table', 'text', 'bytes']
    case 'svg':
      // A drawing is a program of sorts: shown as what it says until somebody wants to see it.
      return ['text', 'picture', 'bytes']
    case 'image':
      return ['picture', 'bytes']
    case 'pdf':
      return ['pages', 'bytes']
    case 'audio':
    case 'video':
      return ['player', 'bytes']
    case 'parquet':
      return ['table', 'bytes']
    case 'binary':
      return ['bytes']
    case 'empty':
      return []
    default:
      return kind satisfies never
  }
}

/** What a look is called where one chooses among them. */
export const LOOK_LABELS: Readonly<Record<Look, string>> = {
  text: 'Text',
  rendered: 'Reading',
  tree: 'Tree',
  table: 'Table',
  picture: 'Picture',
  pages: 'Pages',
  player: 'Player',
  bytes: 'Bytes',
}

/** What kind of thing it is, in the words of the details. */
export const KIND_LABELS: Readonly<Record<PreviewKind, string>> = {
  text: 'Text',
  markdown: 'Markdown',
  json: 'JSON',
  ndjson: 'JSON lines',
  table: 'Table',
  svg: 'SVG drawing',
  image: 'Picture',
  pdf: 'PDF',
  audio: 'Sound',
  video: 'Video',
  parquet: 'Parquet',
  binary: 'Binary',
  empty: 'Empty',
}
