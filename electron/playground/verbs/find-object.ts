import { bucketOf, type Exchange, keyOf } from '../exchange.ts'
import { invalidArgument, S3Error } from '../s3-error.ts'
import type { BucketRecord } from '../store/buckets.ts'
import type { ObjectRecord } from '../store/object-record.ts'
import type { Objects } from '../store/objects.ts'
import { versionHeader } from './put-object.ts'

/** The object a request names, by key and perhaps versionId. */
export interface FoundObject {
  readonly bucket: BucketRecord
  readonly object: ObjectRecord
}

/**
 * Finds the object of a request.
 *
 * @throws S3Error NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker by version
 */
export function findObject(exchange: Exchange): FoundObject {
  const { request, store } = exchange
  const bucket = bucketOf(exchange)
  const key = keyOf(exchange)
  const version = request.param('versionId')
  if (version === undefined) {
    return { bucket, object: visible(bucket, key, store.objects.current(bucket, key)) }
  }
  const object = findVersion(store.objects, bucket, key, version)
  if (object.marker) {
    throw new S3Error('MethodNotAllowed', {
      detail: { Method: request.method, ResourceType: 'DeleteMarker' },
      headers: {
        allow: 'DELETE',
        'x-amz-delete-marker': 'true',
        'x-amz-version-id': version,
        'last-modified': new Date(object.modified).toUTCString(),
      },
    })
  }
  return { bucket, object }
}

/** One version by its id. @throws S3Error NoSuchVersion */
export function findVersion(
  objects: Objects,
  bucket: BucketRecord,
  key: string,
  version: string,
): ObjectRecord {
  checkVersionId(version)
  const object = objects.version(bucket, key, version)
  if (object !== undefined) return object
  throw new S3Error('NoSuchVersion', { detail: { Key: key, VersionId: version } })
}

/** @throws S3Error InvalidArgument for what cannot be a version id */
export function checkVersionId(version: string): void {
  if (version === 'null' || /^[\w-]{32}$/.test(version)) return
  throw invalidArgument('Invalid version id specified', 'versionId', version)
}

/** A delete marker on top is told in the headers of the NoSuchKey. */
export function visible(
  bucket: BucketRecord,
  key: string,
  object: ObjectRecord | undefined,
): ObjectRecord {
  if (object !== undefined && !object.marker) return object
  const headers =
    object === undefined
      ? {}
      : { 'x-amz-delete-marker': 'true', ...versionHeader(bucket, object.version) }
  throw new S3Error('NoSuchKey', {
    detail: { Key: key },
    headers: headers as Record<string, string>,
  })
}
