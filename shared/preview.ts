import { z } from 'zod'

/**
 * How an object is shown. The first group is text that is read in parts and decoded; `binary` is
 * everything that only its bytes can tell of.
 */
export const PreviewKind = z.enum([
  'text',
  'markdown',
  'json',
  'ndjson',
  'table',
  'svg',
  'image',
  'pdf',
  'audio',
  'video',
  'parquet',
  'binary',
  'empty',
])
export type PreviewKind = z.infer<typeof PreviewKind>

/** How the bytes of a text become letters; named as `TextDecoder` takes it. */
export const TextEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
export type TextEncoding = z.infer<typeof TextEncoding>

/** Width and height in pixels. */
export const Pixels = z.object({ width: z.number().int(), height: z.number().int() })
export type Pixels = z.infer<typeof Pixels>

/** What the first bytes of an object tell of it, and those bytes. */
export const Preview = z.object({
  kind: PreviewKind,
  /** The version that was looked at: everything that is read later must be of the same. */
  etag: z.string(),
  /** Bytes as they are stored. */
  size: z.number(),
  /** As it is stored, which may be wrong. */
  contentType: z.string().optional(),
  /** What pictures, sound and films really are, found in their bytes. */
  mediaType: z.string().optional(),
  /** Of text. */
  encoding: TextEncoding.optional(),
  /** Of pictures; of others, and where they cannot be found out, left out. */
  pixels: Pixels.optional(),
  /** The object is a gzip file, and everything here is about what is in it. */
  gzip: z.boolean(),
  /** The first bytes, base64; decompressed when `gzip`. */
  head: z.string(),
  /** Whether `head` is all there is. */
  complete: z.boolean(),
})
export type Preview = z.infer<typeof Preview>

/** The most bytes that one request for a part may ask for. */
export const MAX_PREVIEW_PART = 1024 * 1024

/** So many bytes of what a gzip file holds can be looked at; a bomb ends here. */
export const MAX_MEMBER_BYTES = 16 * 1024 * 1024

/** Text up to so many bytes can be edited in place. */
export const MAX_EDITABLE_BYTES = 1024 * 1024

/** What an edited text may grow to, in bytes. */
export const MAX_EDITED_BYTES = 8 * 1024 * 1024
