import { checkDeleteCondition } from '../conditions.ts'
import { bucketOf, type Exchange, keyOf } from '../exchange.ts'
import { checkVersionId } from './find-object.ts'
import { refuseLocked } from './object-lock.ts'

/** DeleteObject: with versionId for good, without it by removing or by a delete marker. */
export function deleteObject(exchange: Exchange): void {
  const { request, reply, store } = exchange
  const bucket = bucketOf(exchange)
  const key = keyOf(exchange)
  checkDeleteCondition(request.header('if-match'), store.objects.current(bucket, key), key)
  const version = request.param('versionId')
  if (version !== undefined) checkVersionId(version)
  if (version !== undefined) refuseLocked(request, store.objects.version(bucket, key, version))
  const { marker, version: affected } =
    version === undefined
      ? store.objects.delete(bucket, key)
      : store.objects.deleteVersion(bucket, key, version)
  reply.empty(204, {
    'x-amz-delete-marker': marker ? 'true' : undefined,
    'x-amz-version-id': bucket.versioning === 'off' ? undefined : affected,
  })
}
