import type { RequestBody } from './body/request-body.ts'
import type { Reply } from './reply.ts'
import { S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import type { BucketRecord } from './store/buckets.ts'
import type { Store } from './store/store.ts'

/** One verified request on its way to its answer: all that a verb works with. */
export interface Exchange {
  readonly request: S3Request
  readonly body: RequestBody
  readonly reply: Reply
  readonly store: Store
  readonly region: string
}

/** One S3 operation; it answers through `reply` or throws an S3Error. */
export type Verb = (exchange: Exchange) => Promise<void> | void

/** @throws S3Error NoSuchBucket */
export function bucketOf({ request, store }: Exchange): BucketRecord {
  return store.buckets.get(request.bucket ?? '')
}

/** The key of an object-level request. */
export function keyOf({ request }: Exchange): string {
  if (request.key === undefined) throw new S3Error('MethodNotAllowed')
  return request.key
}
