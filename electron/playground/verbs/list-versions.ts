import { bucketOf, type Exchange } from '../exchange.ts'
import { invalidArgument } from '../s3-error.ts'
import type { ObjectRecord } from '../store/object-record.ts'
import { element, type Xml, xmlDocument } from '../xml-write.ts'
import { commonPrefixElements, isoSeconds, keyWriter, pageLimit } from './listing-parameters.ts'
import { ownerElement } from './owner.ts'

/** ListObjectVersions. */
export function listVersions(exchange: Exchange): void {
  const { request, reply, store } = exchange
  const bucket = bucketOf(exchange)
  const prefix = request.param('prefix') ?? ''
  const delimiter = request.param('delimiter') || undefined
  const keyMarker = request.param('key-marker')
  const versionMarker = request.param('version-id-marker') || undefined
  if (versionMarker !== undefined && !keyMarker) {
    throw invalidArgument(
      'A version-id marker cannot be specified without a key marker.',
      'version-id-marker',
      versionMarker,
    )
  }
  const limit = pageLimit(request, 'max-keys')
  const { write, encodingType } = keyWriter(request)
  const query = { prefix, delimiter, keyMarker, versionMarker, limit }
  const { versions, commonPrefixes, next } = store.versionListing.page(bucket, query)
  reply.xml(
    200,
    xmlDocument('ListVersionsResult', [
      element('Name', bucket.name),
      element('Prefix', write(prefix)),
      element('KeyMarker', write(keyMarker ?? '')),
      element('VersionIdMarker', versionMarker ?? ''),
      element('NextKeyMarker', next && write(next.key)),
      element('NextVersionIdMarker', next?.version),
      element('MaxKeys', limit),
      element('Delimiter', delimiter && write(delimiter)),
      element('EncodingType', encodingType),
      element('IsTruncated', next !== undefined),
      versions.map(version => versionElement(version, write)),
      commonPrefixElements(commonPrefixes, write),
    ]),
  )
}

function versionElement(object: ObjectRecord, write: (key: string) => string): Xml {
  const identity = [
    element('Key', write(object.key)),
    element('VersionId', object.version),
    element('IsLatest', object.latest),
    element('LastModified', isoSeconds(object.modified)),
  ]
  if (object.marker) return element('DeleteMarker', [identity, ownerElement('Owner')])
  return element('Version', [
    identity,
    element('ETag', `"${object.etag}"`),
    element('ChecksumAlgorithm', object.checksum?.algorithm),
    element('ChecksumType', object.checksum?.type),
    element('Size', object.size),
    ownerElement('Owner'),
    element('StorageClass', object.storageClass),
  ])
}
