import type { Verb } from './exchange.ts'
import { S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import { abortUpload } from './verbs/abort-upload.ts'
import { getAcl, putAcl } from './verbs/acl.ts'
import { DOCUMENT_KINDS, documentVerbs } from './verbs/bucket-documents.ts'
import {
  deleteBucketPolicy,
  getBucketPolicy,
  getBucketPolicyStatus,
  putBucketPolicy,
} from './verbs/bucket-policy.ts'
import { getBucketVersioning, putBucketVersioning } from './verbs/bucket-versioning.ts'
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  headBucket,
  listBuckets,
} from './verbs/buckets.ts'
import { completeUpload } from './verbs/complete-upload.ts'
import { copyObject } from './verbs/copy-object.ts'
import { createUpload } from './verbs/create-upload.ts'
import { deleteObject } from './verbs/delete-object.ts'
import { deleteObjects } from './verbs/delete-objects.ts'
import { getObject, headObject } from './verbs/get-object.ts'
import { listObjects } from './verbs/list-objects.ts'
import { listParts } from './verbs/list-parts.ts'
import { listUploads } from './verbs/list-uploads.ts'
import { listVersions } from './verbs/list-versions.ts'
import { getObjectAttributes } from './verbs/object-attributes.ts'
import { getLegalHold, getRetention, putLegalHold, putRetention } from './verbs/object-lock.ts'
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './verbs/object-tagging.ts'
import { putObject } from './verbs/put-object.ts'
import { restoreObject } from './verbs/restore-object.ts'
import { uploadPart } from './verbs/upload-part.ts'
import { uploadPartCopy } from './verbs/upload-part-copy.ts'

/** Every operation: method, level, and the sub-resource in the query if there is one. */
const VERBS: Readonly<Record<string, Verb>> = {
  'GET service': listBuckets,

  'PUT bucket': createBucket,
  'HEAD bucket': headBucket,
  'GET bucket': listObjects,
  'DELETE bucket': deleteBucket,
  'GET bucket location': getBucketLocation,
  'GET bucket versions': listVersions,
  'GET bucket uploads': listUploads,
  'POST bucket delete': deleteObjects,
  'GET bucket versioning': getBucketVersioning,
  'PUT bucket versioning': putBucketVersioning,
  'GET bucket policy': getBucketPolicy,
  'PUT bucket policy': putBucketPolicy,
  'DELETE bucket policy': deleteBucketPolicy,
  'GET bucket policyStatus': getBucketPolicyStatus,
  'GET bucket acl': getAcl,
  'PUT bucket acl': putAcl,
  ...documentVerbs(),

  'PUT object': putObject,
  'PUT object copy': copyObject,
  'GET object': getObject,
  'HEAD object': headObject,
  'DELETE object': deleteObject,
  'POST object uploads': createUpload,
  'PUT object uploadId': uploadPart,
  'PUT object uploadId copy': uploadPartCopy,
  'GET object uploadId': listParts,
  'POST object uploadId': completeUpload,
  'DELETE object uploadId': abortUpload,
  'GET object tagging': getObjectTagging,
  'PUT object tagging': putObjectTagging,
  'DELETE object tagging': deleteObjectTagging,
  'GET object attributes': getObjectAttributes,
  'GET object acl': getAcl,
  'PUT object acl': putAcl,
  'GET object retention': getRetention,
  'PUT object retention': putRetention,
  'GET object legal-hold': getLegalHold,
  'PUT object legal-hold': putLegalHold,
  'POST object restore': restoreObject,
}

const SERVED = [
  ...DOCUMENT_KINDS,
  'acl',
  'attributes',
  'delete',
  'legal-hold',
  'location',
  'policy',
  'policyStatus',
  'restore',
  'retention',
  'uploadId',
  'uploads',
  'versioning',
  'versions',
]

/** Sub-resources of S3 that the playground says it does not have. */
const NOT_SERVED = [
  'analytics',
  'intelligent-tiering',
  'inventory',
  'metadataConfiguration',
  'metadataTable',
  'metrics',
  'select',
  'session',
  'torrent',
]

/**
 * Finds the operation a request is for.
 *
 * @throws S3Error MethodNotAllowed, or NotImplemented for what S3 has and the playground has not
 */
export function findVerb(request: S3Request): Verb {
  const level =
    request.bucket === undefined ? 'service' : request.key === undefined ? 'bucket' : 'object'
  if (NOT_SERVED.some(name => request.has(name))) {
    throw new S3Error('NotImplemented', {
      message: 'A parameter you provided implies functionality that is not implemented',
    })
  }
  const resource = SERVED.find(name => request.has(name))
  const copied = request.method === 'PUT' && request.header('x-amz-copy-source') !== undefined
  const words = [request.method, level, resource, copied && level === 'object' ? 'copy' : undefined]
  const verb = VERBS[words.filter(word => word !== undefined).join(' ')]
  if (verb !== undefined) return verb
  throw new S3Error('MethodNotAllowed', { detail: { Method: request.method, ResourceType: level } })
}
