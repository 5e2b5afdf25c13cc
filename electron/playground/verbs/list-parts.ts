import { checksumElement } from '../body/checksum.ts'
import { bucketOf, type Exchange, keyOf } from '../exchange.ts'
import { invalidArgument } from '../s3-error.ts'
import { element, xmlDocument } from '../xml-write.ts'
import { isoSeconds, keyWriter, pageLimit } from './listing-parameters.ts'
import { ownerElement } from './owner.ts'
import { uploadOf } from './upload-part.ts'

/** ListParts. */
export function listParts(exchange: Exchange): void {
  const { request, reply, store } = exchange
  const bucket = bucketOf(exchange)
  const upload = uploadOf(exchange)
  const limit = pageLimit(request, 'max-parts')
  const marker = markerOf(request.param('part-number-marker'))
  const found = store.uploads.parts(upload, marker, limit + 1)
  const page = found.slice(0, limit)
  const { write, encodingType } = keyWriter(request)
  const { checksum } = upload
  const parts = page.map(part =>
    element('Part', [
      element('PartNumber', part.number),
      element('LastModified', isoSeconds(part.modified)),
      element('ETag', `"${part.etag}"`),
      element('Size', part.size),
      element(checksumElement(checksum.algorithm), part.checksum),
    ]),
  )
  reply.xml(
    200,
    xmlDocument('ListPartsResult', [
      element('Bucket', bucket.name),
      element('Key', write(keyOf(exchange))),
      element('UploadId', upload.id),
      element('EncodingType', encodingType),
      ownerElement('Initiator'),
      ownerElement('Owner'),
      element('StorageClass', upload.storageClass),
      element('PartNumberMarker', marker),
      element('NextPartNumberMarker', page.at(-1)?.number ?? 0),
      element('MaxParts', limit),
      element('IsTruncated', limit > 0 && found.length > limit),
      element('ChecksumAlgorithm', checksum.algorithm),
      element('ChecksumType', checksum.type),
      parts,
    ]),
  )
}

function markerOf(given: string | undefined): number {
  if (given === undefined || given === '') return 0
  if (/^\d{1,9}$/.test(given)) return Number(given)
  throw invalidArgument(
    'Argument part-number-marker must be an integer between 0 and 2147483647',
    'part-number-marker',
    given,
  )
}
