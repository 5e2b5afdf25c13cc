import { randomBytes } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Blobs, Segment } from './blobs.ts'
import type { BucketRecord } from './buckets.ts'
import { inTransaction } from './database.ts'
import {
  keyBytes,
  type NewObject,
  OBJECT_COLUMNS,
  type ObjectRecord,
  objectOf,
  optionalText,
  type StoredPart,
  type Tags,
} from './object-record.ts'

/** What a delete did, as S3 tells it. */
export interface Deletion {
  /** The version that was removed, or the marker that was made. */
  readonly version?: string
  readonly marker: boolean
}

/** The versions of all objects: what is current, what was, and what became of the bytes. */
export class Objects {
  readonly #database: DatabaseSync
  readonly #blobs: Blobs
  readonly #current: StatementSync
  readonly #version: StatementSync
  readonly #insert: StatementSync
  readonly #demote: StatementSync
  readonly #remove: StatementSync
  readonly #promote: StatementSync
  readonly #insertPart: StatementSync
  readonly #parts: StatementSync

  constructor(database: DatabaseSync, blobs: Blobs) {
    this.#database = database
    this.#blobs = blobs
    const select = `SELECT ${OBJECT_COLUMNS} FROM versions WHERE bucket = ? AND key = ?`
    this.#current = database.prepare(`${select} ORDER BY id DESC LIMIT 1`)
    this.#version = database.prepare(`${select} AND version = ?`)
    this.#insert = database.prepare(
      `INSERT INTO versions (bucket, key, version, latest, marker, size, modified, etag,
         storage_class, blob, parts, checksum_algorithm, checksum_type, checksum_value,
         properties, tags)
       VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#demote = database.prepare('UPDATE versions SET latest = 0 WHERE id = ?')
    this.#remove = database.prepare('DELETE FROM versions WHERE id = ?')
    this.#promote = database.prepare(
      `UPDATE versions SET latest = 1 WHERE id =
         (SELECT id FROM versions WHERE bucket = ? AND key = ? ORDER BY id DESC LIMIT 1)`,
    )
    this.#insertPart = database.prepare(
      'INSERT INTO object_parts (version, number, size, blob, checksum) VALUES (?, ?, ?, ?, ?)',
    )
    this.#parts = database.prepare(
      'SELECT number, size, blob, checksum FROM object_parts WHERE version = ? ORDER BY number',
    )
  }

  /** The newest version, which may be a delete marker. */
  current(bucket: BucketRecord, key: string): ObjectRecord | undefined {
    const row = this.#current.get(bucket.id, keyBytes(key))
    return row === undefined ? undefined : objectOf(row)
  }

  version(bucket: BucketRecord, key: string, version: string): ObjectRecord | undefined {
    const row = this.#version.get(bucket.id, keyBytes(key), version)
    return row === undefined ? undefined : objectOf(row)
  }

  /**
   * Makes an object current; an unversioned one takes the place of its predecessor.
   *
   * @param also more work for the same transaction, such as forgetting the multipart upload
   * @returns the version id, `null` in a bucket without versioning
   */
  put(bucket: BucketRecord, object: NewObject, also: () => void = () => undefined): string {
    const version = newVersion(bucket)
    const orphans = inTransaction(this.#database, () => {
      const gone = this.#makeRoom(bucket, object.key, version)
      const id = this.#insertVersion(bucket, object, version, false)
      for (const part of object.parts) {
        this.#insertPart.run(id, part.number, part.size, part.blob ?? null, part.checksum ?? null)
      }
      also()
      return gone
    })
    this.#blobs.remove(orphans)
    return version
  }

  /** A delete without a version id: removes, or puts a delete marker on top. */
  delete(bucket: BucketRecord, key: string): Deletion {
    if (bucket.versioning === 'off') {
      const current = this.current(bucket, key)
      if (current !== undefined) this.#removeVersion(bucket, current)
      return { marker: false }
    }
    const version = newVersion(bucket)
    const orphans = inTransaction(this.#database, () => {
      const gone = this.#makeRoom(bucket, key, version)
      this.#insertVersion(bucket, markerFor(key), version, true)
      return gone
    })
    this.#blobs.remove(orphans)
    return { version, marker: true }
  }

  /** A delete of one version, for good. Deleting what is not there is no error. */
  deleteVersion(bucket: BucketRecord, key: string, version: string): Deletion {
    const found = this.version(bucket, key, version)
    if (found === undefined) return { version, marker: false }
    this.#removeVersion(bucket, found)
    return { version, marker: found.marker }
  }

  setTags(object: ObjectRecord, tags: Tags): void {
    this.#database
      .prepare('UPDATE versions SET tags = ? WHERE id = ?')
      .run(JSON.stringify(tags), object.id)
  }

  setProperties(object: ObjectRecord, properties: Readonly<Record<string, string>>): void {
    this.#database
      .prepare('UPDATE versions SET properties = ? WHERE id = ?')
      .run(JSON.stringify(properties), object.id)
  }

  /** The parts of a multipart object; none for one that was put whole. */
  parts(object: ObjectRecord): StoredPart[] {
    if (object.partCount === 0) return []
    return this.#parts.all(object.id).map(row => ({
      number: Number(row['number']),
      size: Number(row['size']),
      blob: optionalText(row['blob']),
      checksum: optionalText(row['checksum']),
    }))
  }

  /** Where the bytes of an object are, in order. */
  segments(object: ObjectRecord): Segment[] {
    if (object.partCount === 0) {
      return object.blob === undefined ? [] : [{ blob: object.blob, size: object.size }]
    }
    return this.parts(object).flatMap(({ blob, size }) =>
      blob === undefined ? [] : { blob, size },
    )
  }

  #removeVersion(bucket: BucketRecord, object: ObjectRecord): void {
    const orphans = inTransaction(this.#database, () => {
      const gone = this.#forget(object)
      if (object.latest) this.#promote.run(bucket.id, keyBytes(object.key))
      return gone
    })
    this.#blobs.remove(orphans)
  }

  /** Takes the current version off the top, and a null version away if the next one is null too. */
  #makeRoom(bucket: BucketRecord, key: string, version: string): string[] {
    const current = this.current(bucket, key)
    if (current === undefined) return []
    if (version !== 'null') {
      this.#demote.run(current.id)
      return []
    }
    if (current.version === 'null') return this.#forget(current)
    this.#demote.run(current.id)
    const replaced = this.version(bucket, key, 'null')
    return replaced === undefined ? [] : this.#forget(replaced)
  }

  #forget(object: ObjectRecord): string[] {
    const blobs = this.segments(object).map(segment => segment.blob)
    this.#remove.run(object.id)
    if (object.partCount > 0) {
      this.#database.prepare('DELETE FROM object_parts WHERE version = ?').run(object.id)
    }
    return blobs
  }

  #insertVersion(
    bucket: BucketRecord,
    object: NewObject,
    version: string,
    marker: boolean,
  ): number | bigint {
    return this.#insert.run(
      bucket.id,
      keyBytes(object.key),
      version,
      marker ? 1 : 0,
      object.size,
      object.modified ?? Date.now(),
      object.etag,
      object.storageClass,
      object.blob ?? null,
      object.parts.length,
      object.checksum?.algorithm ?? null,
      object.checksum?.type ?? null,
      object.checksum?.value ?? null,
      JSON.stringify(object.properties),
      JSON.stringify(object.tags),
    ).lastInsertRowid
  }
}

function newVersion(bucket: BucketRecord): string {
  return bucket.versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null'
}

function markerFor(key: string): NewObject {
  return {
    key,
    size: 0,
    etag: '',
    storageClass: 'STANDARD',
    blob: undefined,
    parts: [],
    checksum: undefined,
    properties: {},
    tags: [],
  }
}
