import type { Readable } from 'node:stream'
import type { Attempt } from './attempt.ts'
import type { WriteCondition, WriteWish } from './conditional-write.ts'

/** A local file as the scan saw it: bytes, and milliseconds since the Unix epoch. */
export interface LocalFile {
  readonly path: string
  readonly size: number
  readonly modified: number
}

/** What to store where. Without a condition, what is there is replaced. */
export interface UploadRequest extends WriteWish {
  readonly body: LocalFile | Readable
  /** Bytes of a stream, where they are known: it is stored only when it has just as many. */
  readonly size?: number | undefined
  readonly contentType?: string | undefined
  /** Bytes handed to the network since the last call; adds up to the whole, retries or not. */
  readonly onProgress?: ((deltaBytes: number) => void) | undefined
}

/** What was stored. */
export interface UploadResult {
  readonly etag?: string
  readonly versionId?: string
  readonly bytes: number
}

/** What both ways of storing a body are told. */
export interface UploadTask<Body> {
  readonly key: string
  readonly body: Body
  readonly size?: number | undefined
  readonly contentType?: string | undefined
  readonly condition: WriteCondition
  readonly attempt: Attempt
  readonly onProgress?: ((deltaBytes: number) => void) | undefined
}
