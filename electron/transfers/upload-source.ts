import type { Readable } from 'node:stream'

/** Where the bytes of a file come from: this computer's disk, or a stream that is read once. */
export type SourceBody = { readonly path: string } | { readonly stream: Readable }

/** One thing found in what the user dropped or picked. `relativePath` has `/` between its parts. */
export type SourceItem =
  | {
      readonly type: 'file'
      readonly relativePath: string
      /** Bytes. */
      readonly size: number
      /** Milliseconds since the Unix epoch. */
      readonly modified: number
      open(signal: AbortSignal): Promise<SourceBody>
    }
  | { readonly type: 'empty-folder'; readonly relativePath: string }
  | { readonly type: 'problem'; readonly relativePath: string; readonly reason: string }

/** Something to upload, whichever shell it came through. */
export interface UploadSource {
  items(signal: AbortSignal): AsyncIterable<SourceItem>
  /** Called once when nothing more is wanted of it. */
  close(): void
}
