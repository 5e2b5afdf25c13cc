import { z } from 'zod'
import { Location } from '../../location.ts'
import { ProfileId } from '../../profile.ts'
import { Bucket, ObjectHead } from '../../s3.ts'
import { method } from '../method.ts'

const object = z.object({ profileId: ProfileId, bucket: z.string(), key: z.string().min(1) })

/** Buckets, and single objects of them. */
export const objectsMethods = {
  'buckets.list': method(z.object({ profileId: ProfileId }), z.array(Bucket)),

  'objects.head': method(object, ObjectHead),
  'objects.createFolder': method(
    z.object({ location: Location, name: z.string().min(1).max(1024) }),
    z.object({ prefix: z.string() }),
  ),
  /**
   * What a name stands for: a `folder` (a prefix with something under it), a `file`, or `nothing`.
   * Lets the path bar take any `s3://` URI.
   */
  'objects.resolve': method(
    z.object({ profileId: ProfileId, bucket: z.string().min(1), keyOrPrefix: z.string() }),
    z.object({ type: z.enum(['folder', 'file', 'nothing']), location: Location }),
  ),
} as const
