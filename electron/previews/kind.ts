import type { PreviewKind, TextEncoding } from '#shared/preview.ts'
import { magicOf } from './magic.ts'
import { textEncodingOf } from './text-encoding.ts'

/** What is to be shown, and how its bytes are to be read. */
export interface Kind {
  readonly kind: PreviewKind
  readonly mediaType?: string
  readonly encoding?: TextEncoding
}

/** What is known besides the bytes. */
export interface Named {
  /** The key, without the `.gz` of a gzip file. */
  readonly name: string
  readonly contentType: string | undefined
  readonly complete: boolean
}

/** The ways to show text, by extension; all other text is shown as it is. */
const BY_EXTENSION: Readonly<Record<string, PreviewKind>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  json: 'json',
  geojson: 'json',
  ipynb: 'json',
  webmanifest: 'json',
  map: 'json',
  jsonl: 'ndjson',
  ndjson: 'ndjson',
  csv: 'table',
  tsv: 'table',
  tab: 'table',
  svg: 'svg',
}

const BY_TYPE: Readonly<Record<string, PreviewKind>> = {
  'text/markdown': 'markdown',
  'application/json': 'json',
  'application/geo+json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'text/csv': 'table',
  'text/tab-separated-values': 'table',
  'image/svg+xml': 'svg',
}

/**
 * Decides how to show an object. Bytes have the last word: a film that is called a picture is a
 * film. Among texts the extension decides, then the stored type.
 */
export function kindOf(bytes: Uint8Array, { name, contentType, complete }: Named): Kind {
  if (bytes.length === 0 && complete) return { kind: 'empty' }
  const magic = magicOf(bytes)
  if (magic) return magic
  const encoding = textEncodingOf(bytes, complete)
  if (!encoding) return { kind: 'binary' }
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  const kind = own(BY_EXTENSION, extensionOf(name)) ?? own(BY_TYPE, type) ?? 'text'
  return { kind, encoding }
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase()
}

/** Names come from strangers: `constructor` is an extension like any other. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
