import type { Readable } from 'node:stream'
import type { PutObjectCommandInput } from '@aws-sdk/client-s3'
import type { Attempt } from './attempt.ts'
import type { ExpectedChecksum } from './checksum.ts'
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
  /** Only for a local file: continues where an earlier try stopped. */
  readonly memory?: UploadMemory | undefined
  /** Bytes handed to the network since the last call; adds up to the whole, retries or not. */
  readonly onProgress?: ((deltaBytes: number) => void) | undefined
}

/**
 * Remembers the multipart upload of one body beyond a failure, an abort and the end of the process.
 * With it, parts that are stored stay when the upload ends early: whoever remembers must, in the
 * end, complete or abort.
 */
export interface UploadMemory {
  /** The upload that was begun for this body before. */
  readonly begun: { readonly uploadId: string; readonly partSize: number } | undefined
  /** One is about to be made. */
  beginning(): void
  /** It is made; no part is sent before this returns. */
  began(upload: { uploadId: string; partSize: number }): void
  /** It is completed, or the server no longer knows it. */
  ended(): void
}

/** What was stored. */
export interface UploadResult {
  readonly etag?: string
  readonly versionId?: string
  /** Of the whole object, which the server held every byte against. */
  readonly checksum?: ExpectedChecksum
  /** The server held each part against its CRC-32, but not the object that they became. */
  readonly partsChecked?: true
  readonly bytes: number
}

/** What both ways of storing a body are told. */
export interface UploadTask<Body> {
  readonly key: string
  readonly body: Body
  readonly size?: number | undefined
  readonly contentType?: string | undefined
  /** Headers, metadata and whatever else the object is stored with. */
  readonly stored?: StoredWith | undefined
  readonly condition: WriteCondition
  readonly attempt: Attempt
  readonly memory?: UploadMemory | undefined
  readonly onProgress?: ((deltaBytes: number) => void) | undefined
}

/** What PutObject and CreateMultipartUpload both take beside the key. */
export type StoredWith = Pick<
  PutObjectCommandInput,
  | 'ContentType'
  | 'ContentEncoding'
  | 'ContentDisposition'
  | 'ContentLanguage'
  | 'CacheControl'
  | 'Expires'
  | 'WebsiteRedirectLocation'
  | 'Metadata'
  | 'StorageClass'
  | 'ServerSideEncryption'
  | 'SSEKMSKeyId'
  | 'Tagging'
>
