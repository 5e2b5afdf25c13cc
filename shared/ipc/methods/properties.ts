import { z } from 'zod'
import { ProfileId } from '../../profile.ts'
import { BucketFact, BucketFactName, ObjectAcl, Tag, VersionCount } from '../../properties.ts'
import { method } from '../method.ts'

const bucket = { profileId: ProfileId, bucket: z.string().min(1).max(255) }
const object = z.object({ ...bucket, key: z.string().min(1).max(1024) })

/** Facts beyond HEAD, each of which costs a request and a permission of its own. */
export const propertiesMethods = {
  'properties.tags': method(object, z.array(Tag)),
  'properties.acl': method(object, ObjectAcl),
  'properties.versions': method(object, VersionCount),
  'properties.bucket': method(z.object({ ...bucket, fact: BucketFactName }), BucketFact),
} as const
