import { bucketOf, type Exchange, keyOf } from '../exchange.ts'
import { element, xmlDocument } from '../xml-write.ts'
import { uploadChecksum } from './checksum-choice.ts'
import {
  contentProperties,
  encryptionHeaders,
  storageClass,
  systemProperties,
} from './object-properties.ts'
import { readTaggingHeader } from './tag-set.ts'

/** CreateMultipartUpload. */
export function createUpload(exchange: Exchange): void {
  const { request, reply, store } = exchange
  const bucket = bucketOf(exchange)
  const key = keyOf(exchange)
  const checksum = uploadChecksum(request)
  const properties = { ...contentProperties(request), ...systemProperties(exchange, bucket) }
  const id = store.uploads.create(bucket, {
    key,
    storageClass: storageClass(request),
    checksum,
    properties,
    tags: readTaggingHeader(request.header('x-amz-tagging')),
  })
  reply.xml(
    200,
    xmlDocument('InitiateMultipartUploadResult', [
      element('Bucket', bucket.name),
      element('Key', key),
      element('UploadId', id),
    ]),
    {
      'x-amz-checksum-algorithm': checksum.implied ? undefined : checksum.algorithm,
      'x-amz-checksum-type': checksum.implied ? undefined : checksum.type,
      ...encryptionHeaders(properties),
    },
  )
}
