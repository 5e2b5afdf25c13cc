import type { Readable } from 'node:stream'
import type { NotKept, ObjectHead } from '#shared/s3.ts'
import type { Attempt } from './attempt.ts'
import type { ExpectedChecksum } from './checksum.ts'
import type { WriteCondition, WriteWish } from './conditional-write.ts'

export interface Tag {
  readonly Key: string
  readonly Value: string
}

/** Who may do what with an object, as far as it says more than "its owner everything". */
export interface AccessList {
  readonly Owner?: { readonly ID?: string | undefined } | undefined
  readonly Grants: readonly object[]
}

/** Everything of an object that a copy of it is to have; read by `readCopySource`. */
export interface CopySource {
  readonly bucket: string
  readonly head: ObjectHead
  /** `undefined` when they may not be read, or were not asked for. */
  readonly tags: readonly Tag[] | undefined
  readonly access: AccessList | undefined
  /** What it is now: a server that ignores conditions may have copied something newer. */
  readonly look: (signal?: AbortSignal) => Promise<ObjectHead>
  /** Its bytes, of this version only; the stream fails rather than end with others. */
  readonly open: (signal?: AbortSignal) => Promise<Readable>
}

/** What to copy where. Without a condition, what is there is replaced. */
export interface CopyRequest extends WriteWish {
  readonly source: CopySource
  /** The source is at another endpoint, or only other credentials may read it; needs its tags. */
  readonly through?: boolean | undefined
  /** From how many bytes on it is copied in parts; needs the source's tags. */
  readonly partsFrom?: number | undefined
  readonly partSize?: number | undefined
  /** Bytes copied since the last call. */
  readonly onProgress?: ((deltaBytes: number) => void) | undefined
}

/** What a server says of a copy that it has just stored. */
export interface StoredCopy {
  readonly etag: string
  /** Of the whole copy, where the answer told it. */
  readonly checksum?: ExpectedChecksum | undefined
}

/** What was made. */
export interface CopyResult {
  readonly etag: string
  readonly bytes: number
  /** What the endpoint did not let the copy have. */
  readonly notKept: readonly NotKept[]
}

/**
 * Objects from here on, in bytes, are copied in parts, several at a time. CopyObject takes 5 GiB at
 * Amazon and 4,768 MiB at Backblaze, and is slow and silent long before that.
 */
export const PARTS_FROM = 1024 ** 3

/** A server may copy gigabytes before it says a byte, in milliseconds. */
export const COPY_TIMEOUT = 5 * 60_000

/** What both ways to copy are told. */
export interface CopyTask extends CopyRequest {
  readonly condition: WriteCondition
  readonly attempt: Attempt
}
