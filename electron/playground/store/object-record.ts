import { ChecksumAlgorithm, type ChecksumType, type StoredChecksum } from '../body/checksum.ts'

/** Headers kept with an object and given back as they came, lower case. */
export type Properties = Readonly<Record<string, string>>

/** A tag of an object or bucket. */
export type Tags = readonly (readonly [key: string, value: string])[]

/** Bytes of an object that is about to be stored: one blob, none when empty, or parts. */
export interface StoredPart {
  readonly number: number
  readonly size: number
  readonly blob: string | undefined
  /** Base64, of the object's algorithm. */
  readonly checksum: string | undefined
}

/** What a writer gives the index; the index adds id, version and time. */
export interface NewObject {
  readonly key: string
  readonly size: number
  /** Without quotes. */
  readonly etag: string
  readonly storageClass: string
  readonly blob: string | undefined
  /** Empty unless the object was uploaded in parts. */
  readonly parts: readonly StoredPart[]
  readonly checksum: StoredChecksum | undefined
  readonly properties: Properties
  readonly tags: Tags
  /** Milliseconds since the Unix epoch; now, unless given. */
  readonly modified?: number
}

/** One version of an object, or one delete marker, as the index keeps it. */
export interface ObjectRecord {
  readonly id: number
  readonly key: string
  /** `null` is a version id of its own: what unversioned and suspended buckets write. */
  readonly version: string
  readonly latest: boolean
  readonly marker: boolean
  readonly size: number
  /** Milliseconds since the Unix epoch. */
  readonly modified: number
  readonly etag: string
  readonly storageClass: string
  readonly blob: string | undefined
  readonly partCount: number
  readonly checksum: StoredChecksum | undefined
  readonly properties: Properties
  readonly tags: Tags
}

/** The columns {@link objectOf} reads, in no particular order. */
export const OBJECT_COLUMNS = `id, key, version, latest, marker, size, modified, etag, storage_class,
  blob, parts, checksum_algorithm, checksum_type, checksum_value, properties, tags`

/** Reads a row of `versions`. */
export function objectOf(row: Readonly<Record<string, unknown>>): ObjectRecord {
  return {
    id: Number(row['id']),
    key: keyText(row['key']),
    version: String(row['version']),
    latest: row['latest'] === 1,
    marker: row['marker'] === 1,
    size: Number(row['size']),
    modified: Number(row['modified']),
    etag: String(row['etag']),
    storageClass: String(row['storage_class']),
    blob: optionalText(row['blob']),
    partCount: Number(row['parts']),
    checksum: checksumOf(row),
    properties: JSON.parse(String(row['properties'])) as Properties,
    tags: JSON.parse(String(row['tags'])) as Tags,
  }
}

/** A key as the index keeps it. */
export function keyBytes(key: string): Buffer {
  return Buffer.from(key, 'utf8')
}

/** A key column as text. */
export function keyText(column: unknown): string {
  if (!(column instanceof Uint8Array)) throw new TypeError('A key of the index is not bytes.')
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('utf8')
}

/** A nullable text column. */
export function optionalText(column: unknown): string | undefined {
  return typeof column === 'string' ? column : undefined
}

/** The checksum columns of a row of `versions`. */
function checksumOf(row: Readonly<Record<string, unknown>>): StoredChecksum | undefined {
  const value = optionalText(row['checksum_value'])
  const algorithm = ChecksumAlgorithm.safeParse(row['checksum_algorithm'])
  if (value === undefined || !algorithm.success) return undefined
  return { algorithm: algorithm.data, value, type: checksumTypeOf(row['checksum_type']) }
}

/** A checksum type column. */
export function checksumTypeOf(column: unknown): ChecksumType {
  return column === 'COMPOSITE' ? 'COMPOSITE' : 'FULL_OBJECT'
}
