import { bucketOf, type Exchange } from '../exchange.ts'
import { invalidArgument } from '../s3-error.ts'
import type { ListedObject } from '../store/listing.ts'
import { element, escapeText, type Xml, xmlDocument } from '../xml-write.ts'
import { commonPrefixElements, isoSeconds, keyWriter, pageLimit } from './listing-parameters.ts'
import { ownerElement } from './owner.ts'

/** ListObjects and ListObjectsV2, which differ only in how a page is continued. */
export function listObjects(exchange: Exchange): void {
  const version = exchange.request.param('list-type')
  if (version === '2') listVersion2(exchange)
  else if (version === undefined || version === '1') listVersion1(exchange)
  else throw invalidArgument('Invalid List Type specified in Request', 'list-type', version)
}

function listVersion1(exchange: Exchange): void {
  const { request, reply, store } = exchange
  const bucket = bucketOf(exchange)
  const { prefix, delimiter, limit, encodingType, write } = parameters(exchange)
  const marker = request.param('marker') ?? ''
  const page = store.listing.page(bucket, { prefix, delimiter, after: marker, limit })
  reply.xml(
    200,
    xmlDocument('ListBucketResult', [
      element('Name', bucket.name),
      element('Prefix', write(prefix)),
      element('Marker', write(marker)),
      element('NextMarker', page.next && delimiter ? write(page.next) : undefined),
      element('MaxKeys', limit),
      element('Delimiter', delimiter && write(delimiter)),
      element('EncodingType', encodingType),
      element('IsTruncated', page.next !== undefined),
      contents(page.objects, write, true),
      commonPrefixElements(page.commonPrefixes, write),
    ]),
    { 'x-amz-bucket-region': exchange.region },
  )
}

function listVersion2(exchange: Exchange): void {
  const { request, reply, store } = exchange
  const bucket = bucketOf(exchange)
  const { prefix, delimiter, limit, encodingType, write } = parameters(exchange)
  const startAfter = request.param('start-after')
  const token = request.param('continuation-token')
  const after = token === undefined ? startAfter : keyOfToken(token)
  const page = store.listing.page(bucket, { prefix, delimiter, after, limit })
  const withOwner = request.param('fetch-owner') === 'true'
  reply.xml(
    200,
    xmlDocument('ListBucketResult', [
      element('Name', bucket.name),
      element('Prefix', write(prefix)),
      element('StartAfter', startAfter && write(startAfter)),
      element('ContinuationToken', token),
      element('NextContinuationToken', page.next && tokenOf(page.next)),
      element('KeyCount', page.objects.length + page.commonPrefixes.length),
      element('MaxKeys', limit),
      element('Delimiter', delimiter && write(delimiter)),
      element('EncodingType', encodingType),
      element('IsTruncated', page.next !== undefined),
      contents(page.objects, write, withOwner),
      commonPrefixElements(page.commonPrefixes, write),
    ]),
    { 'x-amz-bucket-region': exchange.region },
  )
}

function parameters({ request }: Exchange) {
  return {
    prefix: request.param('prefix') ?? '',
    delimiter: request.param('delimiter') || undefined,
    limit: pageLimit(request, 'max-keys'),
    ...keyWriter(request),
  }
}

function contents(
  objects: readonly ListedObject[],
  write: (key: string) => string,
  withOwner: boolean,
): Xml {
  const owner = withOwner ? ownerElement('Owner').xml : ''
  const texts = objects.map(
    object =>
      `<Contents><Key>${escapeText(write(object.key))}</Key>` +
      `<LastModified>${isoSeconds(object.modified)}</LastModified>` +
      `<ETag>&quot;${escapeText(object.etag)}&quot;</ETag>${checksum(object)}` +
      `<Size>${object.size}</Size>${owner}` +
      `<StorageClass>${escapeText(object.storageClass)}</StorageClass></Contents>`,
  )
  return { xml: texts.join('') }
}

function checksum({ checksumAlgorithm, checksumType }: ListedObject): string {
  if (checksumAlgorithm === undefined) return ''
  return (
    `<ChecksumAlgorithm>${escapeText(checksumAlgorithm)}</ChecksumAlgorithm>` +
    `<ChecksumType>${escapeText(checksumType)}</ChecksumType>`
  )
}

// Opaque to clients; the tag in front tells a token of ours from a stray string.
const TOKEN_TAG = '1:'

function tokenOf(key: string): string {
  return Buffer.from(TOKEN_TAG + key).toString('base64')
}

function keyOfToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString()
  if (text.startsWith(TOKEN_TAG)) return text.slice(TOKEN_TAG.length)
  throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token)
}
