import type { Readable } from 'node:stream'
import type { UploadRules } from '#shared/upload-rules.ts'

/** Opens a file that is read once, from its start. */
export type OpenStream = (signal: AbortSignal) => Promise<Readable>

interface SourceFile {
  readonly type: 'file'
  readonly relativePath: string
  /** Bytes. */
  readonly size: number
  /** Milliseconds since the Unix epoch. */
  readonly modified: number
}

/**
 * One thing found in what the user dropped or picked. `relativePath` has `/` between its parts. A
 * file has a `path` on this computer's disk, or can only be read once, through the page that has it.
 */
export type SourceItem =
  | (SourceFile & { readonly path: string })
  | (SourceFile & { readonly open: OpenStream })
  | { readonly type: 'empty-folder'; readonly relativePath: string }
  | { readonly type: 'problem'; readonly relativePath: string; readonly reason: string }

/** Something to upload, whichever shell it came through. */
export interface UploadSource {
  /** What the rules leave out is told as a problem; a source may leave that to its reader. */
  items(signal: AbortSignal, rules?: UploadRules): AsyncIterable<SourceItem>
  /** Called once when nothing more is wanted of it. */
  close(): void
}
