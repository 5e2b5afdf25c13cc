import { bucketOf, type Exchange } from '../exchange.ts'
import { uploadPage } from '../store/upload-listing.ts'
import { element, xmlDocument } from '../xml-write.ts'
import { commonPrefixElements, isoSeconds, keyWriter, pageLimit } from './listing-parameters.ts'
import { ownerElement } from './owner.ts'

/** ListMultipartUploads. */
export function listUploads(exchange: Exchange): void {
  const { request, reply, store } = exchange
  const bucket = bucketOf(exchange)
  const prefix = request.param('prefix') ?? ''
  const delimiter = request.param('delimiter') || undefined
  const keyMarker = request.param('key-marker') ?? ''
  const idMarker = request.param('upload-id-marker') ?? ''
  const limit = pageLimit(request, 'max-uploads')
  const { write, encodingType } = keyWriter(request)
  const query = { prefix, delimiter, keyMarker, idMarker, limit }
  const { uploads, commonPrefixes, next } = uploadPage(store.uploads, bucket, query)
  reply.xml(
    200,
    xmlDocument('ListMultipartUploadsResult', [
      element('Bucket', bucket.name),
      element('KeyMarker', write(keyMarker)),
      element('UploadIdMarker', idMarker),
      element('NextKeyMarker', next && write(next.key)),
      element('NextUploadIdMarker', next?.id),
      element('Prefix', write(prefix)),
      element('Delimiter', delimiter && write(delimiter)),
      element('EncodingType', encodingType),
      element('MaxUploads', limit),
      element('IsTruncated', next !== undefined),
      uploads.map(upload =>
        element('Upload', [
          element('Key', write(upload.key)),
          element('UploadId', upload.id),
          ownerElement('Initiator'),
          ownerElement('Owner'),
          element('StorageClass', upload.storageClass),
          element('Initiated', isoSeconds(upload.initiated)),
          element('ChecksumAlgorithm', upload.checksum.algorithm),
          element('ChecksumType', upload.checksum.type),
        ]),
      ),
      commonPrefixElements(commonPrefixes, write),
    ]),
  )
}
