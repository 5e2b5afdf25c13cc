import { z } from 'zod'

/** A bucket as ListBuckets names it. Times are milliseconds since the Unix epoch. */
export const Bucket = z.object({
  name: z.string(),
  created: z.number().optional(),
  region: z.string().optional(),
})
export type Bucket = z.infer<typeof Bucket>

/** An object as a listing names it: what ListObjectsV2 gives without a HEAD. */
export interface S3Object {
  /** Exactly as S3 has it; never normalised, trimmed or split. */
  readonly key: string
  /** Bytes. */
  readonly size: number
  /** Milliseconds since the Unix epoch. */
  readonly modified: number
  /** Opaque; without the quotes. Never taken for an MD5. */
  readonly etag: string
  readonly storageClass: string
}

/** One page of a listing. `next` continues it; without `next` the listing is complete. */
export interface ObjectPage {
  readonly objects: readonly S3Object[]
  readonly commonPrefixes: readonly string[]
  readonly next?: string
}

/** The kinds of checksum S3 can keep with an object, as far as Pail can work them out. */
export const ChecksumAlgorithm = z.enum([
  'CRC32',
  'CRC32C',
  'CRC64NVME',
  'MD5',
  'SHA1',
  'SHA256',
  'SHA512',
])
export type ChecksumAlgorithm = z.infer<typeof ChecksumAlgorithm>

/** Everything HEAD tells about one object. */
export const ObjectHead = z.object({
  key: z.string(),
  size: z.number(),
  modified: z.number().optional(),
  etag: z.string(),
  contentType: z.string().optional(),
  contentEncoding: z.string().optional(),
  contentDisposition: z.string().optional(),
  contentLanguage: z.string().optional(),
  cacheControl: z.string().optional(),
  expires: z.string().optional(),
  storageClass: z.string(),
  versionId: z.string().optional(),
  encryption: z.string().optional(),
  kmsKeyId: z.string().optional(),
  restore: z.string().optional(),
  archiveStatus: z.string().optional(),
  replicationStatus: z.string().optional(),
  websiteRedirect: z.string().optional(),
  objectLockMode: z.string().optional(),
  objectLockUntil: z.string().optional(),
  legalHold: z.string().optional(),
  checksums: z.array(z.object({ algorithm: ChecksumAlgorithm, value: z.string() })),
  checksumType: z.enum(['COMPOSITE', 'FULL_OBJECT']).optional(),
  metadata: z.record(z.string(), z.string()),
  tagCount: z.number().optional(),
  partsCount: z.number().optional(),
})
export type ObjectHead = z.infer<typeof ObjectHead>

/** What a copy of an object may have to do without, where an endpoint does not let it be kept. */
export const NotKept = z.enum(['tags', 'storage-class', 'encryption', 'access', 'lock'])
export type NotKept = z.infer<typeof NotKept>
