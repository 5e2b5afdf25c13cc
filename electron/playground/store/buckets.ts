import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { S3Error } from '../s3-error.ts'
import { inTransaction } from './database.ts'

/** `off` is a bucket whose versioning was never set. */
export type Versioning = 'off' | 'Enabled' | 'Suspended'

/** A bucket as the index keeps it. */
export interface BucketRecord {
  readonly id: number
  readonly name: string
  /** Milliseconds since the Unix epoch. */
  readonly created: number
  readonly versioning: Versioning
}

/** The buckets and the configuration documents stored with them. */
export class Buckets {
  readonly #database: DatabaseSync
  readonly #find: StatementSync
  readonly #document: StatementSync
  readonly #known = new Map<string, BucketRecord>()

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#find = database.prepare(
      'SELECT id, name, created, versioning FROM buckets WHERE name = ?',
    )
    this.#document = database.prepare(
      'SELECT document FROM documents WHERE bucket = ? AND kind = ?',
    )
  }

  find(name: string): BucketRecord | undefined {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const row = this.#find.get(name)
    if (row === undefined) return undefined
    const bucket = bucketOf(row)
    this.#known.set(name, bucket)
    return bucket
  }

  /** @throws S3Error NoSuchBucket */
  get(name: string): BucketRecord {
    const bucket = this.find(name)
    if (bucket === undefined) throw new S3Error('NoSuchBucket', { detail: { BucketName: name } })
    return bucket
  }

  list(): BucketRecord[] {
    const rows = this.#database
      .prepare('SELECT id, name, created, versioning FROM buckets ORDER BY name')
      .all()
    return rows.map(bucketOf)
  }

  create(name: string): void {
    this.#database
      .prepare('INSERT INTO buckets (name, created) VALUES (?, ?)')
      .run(name, Date.now())
  }

  /** @throws S3Error BucketNotEmpty while any version or delete marker is left */
  delete(bucket: BucketRecord): void {
    const left = this.#database
      .prepare('SELECT 1 FROM versions WHERE bucket = ? LIMIT 1')
      .get(bucket.id)
    if (left !== undefined)
      throw new S3Error('BucketNotEmpty', { detail: { BucketName: bucket.name } })
    this.#known.delete(bucket.name)
    inTransaction(this.#database, () => {
      this.#database.prepare('DELETE FROM documents WHERE bucket = ?').run(bucket.id)
      this.#database.prepare('DELETE FROM buckets WHERE id = ?').run(bucket.id)
    })
  }

  setVersioning(bucket: BucketRecord, versioning: Versioning): void {
    this.#known.delete(bucket.name)
    this.#database
      .prepare('UPDATE buckets SET versioning = ? WHERE id = ?')
      .run(versioning, bucket.id)
  }

  document(bucket: BucketRecord, kind: string): string | undefined {
    const row = this.#document.get(bucket.id, kind)
    return row === undefined ? undefined : String(row['document'])
  }

  setDocument(bucket: BucketRecord, kind: string, document: string): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO documents (bucket, kind, document) VALUES (?, ?, ?)')
      .run(bucket.id, kind, document)
  }

  deleteDocument(bucket: BucketRecord, kind: string): void {
    this.#database
      .prepare('DELETE FROM documents WHERE bucket = ? AND kind = ?')
      .run(bucket.id, kind)
  }
}

type Row = Record<string, unknown>

function bucketOf(row: Row): BucketRecord {
  const versioning = row['versioning']
  return {
    id: Number(row['id']),
    name: String(row['name']),
    created: Number(row['created']),
    versioning: versioning === 'Enabled' || versioning === 'Suspended' ? versioning : 'off',
  }
}
