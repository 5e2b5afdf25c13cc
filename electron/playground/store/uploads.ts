import { randomBytes } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { ChecksumAlgorithm, type ChecksumType } from '../body/checksum.ts'
import { S3Error } from '../s3-error.ts'
import type { Blobs } from './blobs.ts'
import type { BucketRecord } from './buckets.ts'
import { inTransaction } from './database.ts'
import {
  checksumTypeOf,
  keyBytes,
  keyText,
  optionalText,
  type Properties,
  type Tags,
} from './object-record.ts'

/** The checksum that the finished object will have. */
export interface UploadChecksum {
  readonly algorithm: ChecksumAlgorithm
  readonly type: ChecksumType
  /** Nobody asked for it: S3 computes it on its own, and parts may promise any other. */
  readonly implied: boolean
}

/** A multipart upload in progress. */
export interface UploadRecord {
  readonly id: string
  readonly key: string
  /** Milliseconds since the Unix epoch. */
  readonly initiated: number
  readonly storageClass: string
  readonly checksum: UploadChecksum
  readonly properties: Properties
  readonly tags: Tags
}

/** What CreateMultipartUpload says about the object to come. */
export type NewUpload = Omit<UploadRecord, 'id' | 'initiated'>

/** One uploaded part. */
export interface PartRecord {
  readonly number: number
  readonly size: number
  /** Milliseconds since the Unix epoch. */
  readonly modified: number
  /** MD5 in hex, without quotes. */
  readonly etag: string
  readonly blob: string | undefined
  /** Base64, of the upload's algorithm. */
  readonly checksum: string | undefined
}

// What the column of the checksum type says of an implied one; its type is FULL_OBJECT.
const IMPLIED = 'IMPLIED'

/** Multipart uploads in progress and their parts. */
export class Uploads {
  readonly #database: DatabaseSync
  readonly #blobs: Blobs
  readonly #find: StatementSync
  readonly #part: StatementSync
  readonly #putPart: StatementSync
  readonly #parts: StatementSync
  readonly #list: StatementSync

  constructor(database: DatabaseSync, blobs: Blobs) {
    this.#database = database
    this.#blobs = blobs
    this.#find = database.prepare('SELECT * FROM uploads WHERE id = ? AND bucket = ? AND key = ?')
    this.#part = database.prepare('SELECT * FROM upload_parts WHERE upload = ? AND number = ?')
    this.#putPart = database.prepare(
      `INSERT OR REPLACE INTO upload_parts (upload, number, size, modified, etag, blob, checksum)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#parts = database.prepare(
      'SELECT * FROM upload_parts WHERE upload = ? AND number > ? ORDER BY number LIMIT ?',
    )
    this.#list = database.prepare(
      'SELECT * FROM uploads WHERE bucket = ? AND key >= ? ORDER BY key, initiated, id',
    )
  }

  create(bucket: BucketRecord, upload: NewUpload): string {
    const id = randomBytes(32).toString('base64url')
    this.#database
      .prepare(
        `INSERT INTO uploads (id, bucket, key, initiated, storage_class, checksum_algorithm,
           checksum_type, properties, tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        bucket.id,
        keyBytes(upload.key),
        Date.now(),
        upload.storageClass,
        upload.checksum.algorithm,
        upload.checksum.implied ? IMPLIED : upload.checksum.type,
        JSON.stringify(upload.properties),
        JSON.stringify(upload.tags),
      )
    return id
  }

  /** @throws S3Error NoSuchUpload */
  get(bucket: BucketRecord, key: string, id: string): UploadRecord {
    const row = this.#find.get(id, bucket.id, keyBytes(key))
    if (row === undefined) throw new S3Error('NoSuchUpload', { detail: { UploadId: id } })
    return uploadOf(row)
  }

  /** Stores a part in place of an earlier one of that number. */
  putPart(upload: UploadRecord, part: PartRecord): void {
    const before = this.part(upload, part.number)
    this.#putPart.run(
      upload.id,
      part.number,
      part.size,
      part.modified,
      part.etag,
      part.blob ?? null,
      part.checksum ?? null,
    )
    if (before?.blob !== undefined) this.#blobs.remove([before.blob])
  }

  part(upload: UploadRecord, number: number): PartRecord | undefined {
    const row = this.#part.get(upload.id, number)
    return row === undefined ? undefined : partOf(row)
  }

  parts(upload: UploadRecord, after = 0, limit = -1): PartRecord[] {
    return this.#parts.all(upload.id, after, limit).map(partOf)
  }

  abort(upload: UploadRecord): void {
    const blobs = this.#blobsOf(this.parts(upload))
    inTransaction(this.#database, () => this.forget(upload))
    this.#blobs.remove(blobs)
  }

  /** Removes the upload from the index; inside the transaction that makes its object. */
  forget(upload: UploadRecord): void {
    this.#database.prepare('DELETE FROM upload_parts WHERE upload = ?').run(upload.id)
    this.#database.prepare('DELETE FROM uploads WHERE id = ?').run(upload.id)
  }

  /** Removes the bytes of parts that the finished object does not use. */
  discard(parts: readonly PartRecord[]): void {
    this.#blobs.remove(this.#blobsOf(parts))
  }

  /** Uploads in the order of their keys, oldest first, from this key on. */
  *from(bucket: BucketRecord, key: Uint8Array): Generator<UploadRecord> {
    for (const row of this.#list.iterate(bucket.id, key)) yield uploadOf(row)
  }

  /** Drops every upload of a bucket that is being deleted. */
  abortAll(bucket: BucketRecord): void {
    for (const upload of [...this.from(bucket, Buffer.alloc(0))]) this.abort(upload)
  }

  #blobsOf(parts: readonly PartRecord[]): string[] {
    return parts.flatMap(part => (part.blob === undefined ? [] : [part.blob]))
  }
}

type Row = Readonly<Record<string, unknown>>

function uploadOf(row: Row): UploadRecord {
  return {
    id: String(row['id']),
    key: keyText(row['key']),
    initiated: Number(row['initiated']),
    storageClass: String(row['storage_class']),
    checksum: {
      algorithm: ChecksumAlgorithm.parse(row['checksum_algorithm']),
      type: checksumTypeOf(row['checksum_type']),
      implied: row['checksum_type'] === IMPLIED,
    },
    properties: JSON.parse(String(row['properties'])) as Properties,
    tags: JSON.parse(String(row['tags'])) as Tags,
  }
}

function partOf(row: Row): PartRecord {
  return {
    number: Number(row['number']),
    size: Number(row['size']),
    modified: Number(row['modified']),
    etag: String(row['etag']),
    blob: optionalText(row['blob']),
    checksum: optionalText(row['checksum']),
  }
}
