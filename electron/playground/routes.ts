import type { Verb } from './exchange.ts'
import { S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  headBucket,
  listBuckets,
} from './verbs/buckets.ts'
import { deleteObject } from './verbs/delete-object.ts'
import { getObject, headObject } from './verbs/get-object.ts'
import { listObjects } from './verbs/list-objects.ts'
import { putObject } from './verbs/put-object.ts'

/** Every operation: method, level, and the sub-resource in the query if there is one. */
const VERBS: Readonly<Record<string, Verb>> = {
  'GET service': listBuckets,
  'PUT bucket': createBucket,
  'HEAD bucket': headBucket,
  'GET bucket': listObjects,
  'DELETE bucket': deleteBucket,
  'GET bucket location': getBucketLocation,
  'PUT object': putObject,
  'GET object': getObject,
  'HEAD object': headObject,
  'DELETE object': deleteObject,
}

const SUBRESOURCES = ['location'] as const

/**
 * Finds the operation a request is for.
 *
 * @throws S3Error MethodNotAllowed
 */
export function findVerb(request: S3Request): Verb {
  const level =
    request.bucket === undefined ? 'service' : request.key === undefined ? 'bucket' : 'object'
  const resource = SUBRESOURCES.find(name => request.has(name))
  const name = [request.method, level, ...(resource === undefined ? [] : [resource])].join(' ')
  const verb = VERBS[name]
  if (verb !== undefined) return verb
  throw new S3Error('MethodNotAllowed', { detail: { Method: request.method, ResourceType: level } })
}
