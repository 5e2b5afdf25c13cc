import type { Readable } from 'node:stream'
import type { Failure } from '#shared/errors.ts'
import type { ChecksumAlgorithm, ObjectHead, ObjectPage } from '#shared/s3.ts'
import type { WriteGuards } from '#shared/transfer-plan.ts'
import type { ExpectedChecksum } from '../storage/checksum.ts'
import type { CopyRequest, CopyResult, CopySource } from '../storage/copy-request.ts'

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
      body: LocalBody | Readable
      /** Bytes of a stream: it is stored only when it has just as many. */
      size?: number
      contentType?: string
      ifNoneMatch?: true
      ifMatch?: string
      memory?: UploadMemory
      onProgress?: (deltaBytes: number) => void
    },
    signal?: AbortSignal,
  ): Promise<StoredObject>
  holdsFile(key: string, file: LocalBody, signal?: AbortSignal): Promise<StoredObject | undefined>
  listUploads(
    key: string,
    signal?: AbortSignal,
  ): Promise<readonly { readonly uploadId: string; readonly initiated: number }[]>
  abortUpload(key: string, uploadId: string): Promise<void>
  /** The bytes of an object in pieces, each of which is good until the next one is asked for. */
  fetch(
    request: { key: string; range?: { start: number; end?: number }; ifMatch?: string },
    signal?: AbortSignal,
  ): Promise<ObjectPieces>
  /** How an object was cut into parts, in bytes; `undefined` where the endpoint does not tell. */
  partSizes(
    object: { key: string; etag: string; size: number; parts: number },
    signal?: AbortSignal,
  ): Promise<readonly number[] | undefined>
  copySource(
    request: { key: string; etag?: string | undefined; tags: boolean },
    signal?: AbortSignal,
  ): Promise<CopySource>
  copy(request: CopyRequest, signal?: AbortSignal): Promise<CopyResult>
  /** Deletes an object only if it is still the one that was looked at. */
  deleteUnchanged(
    known: Pick<ObjectHead, 'key' | 'etag' | 'modified'>,
    signal?: AbortSignal,
  ): Promise<void>
  /** Who makes sure that a write takes nothing away, as far as it is known. */
  writeGuards(kind: 'upload' | 'copy'): Promise<WriteGuards>
  createFolder(prefix: string, signal?: AbortSignal): Promise<void>
  deleteMany(
    keys: readonly string[],
    signal?: AbortSignal,
  ): Promise<{
    readonly deleted: readonly string[]
    readonly failed: readonly { readonly key: string; readonly failure: Failure }[]
  }>
}

/** A local file: bytes, and milliseconds since the Unix epoch. */
export interface LocalBody {
  readonly path: string
  readonly size: number
  readonly modified: number
}

/** What an upload made. */
export interface StoredObject {
  readonly bytes: number
  readonly etag?: string
  readonly versionId?: string
  /** Of the whole object, which the server held every byte against. */
  readonly checksum?: ExpectedChecksum
  /** The server held each part against its CRC-32, but not the object that they became. */
  readonly partsChecked?: true
}

/** Remembers an item's multipart upload beyond a failure and the end of the process. */
export interface UploadMemory {
  readonly begun: { readonly uploadId: string; readonly partSize: number } | undefined
  beginning(): void
  began(upload: { uploadId: string; partSize: number }): void
  ended(): void
}

/** The bytes of an object, or of a range of it. */
export interface ObjectPieces {
  readonly pieces: AsyncIterable<readonly Buffer[]>
  /** Reads no more; not needed once pieces were asked for. */
  discard(): void
  /** Bytes in this body. */
  readonly size: number
  /** Bytes of the whole object. */
  readonly totalSize: number
  readonly etag: string
  /** Of the whole object, where the endpoint keeps one. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string }
  readonly checksumType?: 'COMPOSITE' | 'FULL_OBJECT'
}
