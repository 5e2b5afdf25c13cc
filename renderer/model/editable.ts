import { MAX_EDITABLE_BYTES, type Preview } from '#shared/preview.ts'

const TEXTS = new Set<Preview['kind']>(['text', 'markdown', 'json', 'ndjson', 'table', 'svg'])

/** Why an object cannot be edited as text, as the end of a sentence; `undefined` when it can. */
export function whyNotEditable(
  preview: Pick<Preview, 'kind' | 'size' | 'gzip' | 'encoding'>,
): string | undefined {
  if (preview.kind === 'empty') return undefined
  if (preview.gzip) return 'it is compressed'
  if (!TEXTS.has(preview.kind)) return 'it is no text'
  if (preview.size > MAX_EDITABLE_BYTES) return 'it is larger than 1 MB'
  if (preview.encoding === 'windows-1252') return 'it is not UTF-8, and saving would change that'
  return undefined
}
