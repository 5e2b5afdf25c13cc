import type { Readable } from 'node:stream'
import type { Failure } from '#shared/errors.ts'
import type { ChecksumAlgorithm, ObjectHead, ObjectPage } from '#shared/s3.ts'

/** What transfers need of a bucket. */
export interface TransferStorage {
  listPage(
    request: { prefix: string; startAfter?: string; token?: string; maxKeys?: number },
    signal?: AbortSignal,
  ): Promise<ObjectPage>
  listAll(request: { prefix: string }, signal?: AbortSignal): AsyncIterable<ObjectPage>
  head(key: string, signal?: AbortSignal): Promise<ObjectHead>
  upload(
    request: {
      key: string
      body: { path: string; size: number; modified: number } | Readable
      /** Bytes of a stream: it is stored only when it has just as many. */
      size?: number
      contentType?: string
      ifNoneMatch?: true
      ifMatch?: string
      onProgress?: (deltaBytes: number) => void
    },
    signal?: AbortSignal,
  ): Promise<{ bytes: number }>
  read(
    request: { key: string; range?: { start: number; end?: number }; ifMatch?: string },
    signal?: AbortSignal,
  ): Promise<ObjectBody>
  createFolder(prefix: string, signal?: AbortSignal): Promise<void>
  deleteMany(
    keys: readonly string[],
    signal?: AbortSignal,
  ): Promise<{
    readonly deleted: readonly string[]
    readonly failed: readonly { readonly key: string; readonly failure: Failure }[]
  }>
}

/** The bytes of an object, or of a range of it. */
export interface ObjectBody {
  readonly stream: Readable
  /** Bytes in this body. */
  readonly size: number
  /** Bytes of the whole object. */
  readonly totalSize: number
  readonly etag: string
  /** Of the whole object, where the endpoint keeps one. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string }
  readonly checksumType?: 'COMPOSITE' | 'FULL_OBJECT'
}
