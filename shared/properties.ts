import { z } from 'zod'
import { Failure } from './errors.ts'

/** One key and value that S3 keeps beside an object or bucket. */
export const Tag = z.object({ key: z.string(), value: z.string() })
export type Tag = z.infer<typeof Tag>

/** Who may do what with an object, as its access control list says. */
export const ObjectAcl = z.object({
  owner: z.string().optional(),
  grants: z.array(z.object({ grantee: z.string(), permission: z.string() })),
})
export type ObjectAcl = z.infer<typeof ObjectAcl>

/** The versions of one object, counted by listing them. */
export const VersionCount = z.object({
  versions: z.number().int(),
  deleteMarkers: z.number().int(),
  /** Of all versions together. */
  bytes: z.number(),
})
export type VersionCount = z.infer<typeof VersionCount>

/**
 * One fact of a bucket: told, not set, or not to be had. Each is asked for by itself, since each
 * needs a permission of its own.
 */
export const BucketFact = z.discriminatedUnion('status', [
  z.object({ status: z.literal('known'), value: z.string() }),
  z.object({ status: z.literal('none') }),
  z.object({ status: z.literal('denied'), permission: z.string() }),
  z.object({ status: z.literal('unsupported') }),
  z.object({ status: z.literal('failed'), failure: Failure }),
])
export type BucketFact = z.infer<typeof BucketFact>

/** What is asked about a bucket. */
export const BucketFactName = z.enum([
  'region',
  'versioning',
  'encryption',
  'objectLock',
  'lifecycle',
  'cors',
  'policy',
  'publicAccess',
  'ownership',
  'tags',
])
export type BucketFactName = z.infer<typeof BucketFactName>
