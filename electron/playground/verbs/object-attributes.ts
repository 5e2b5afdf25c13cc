import { checksumElement } from '../body/checksum.ts'
import type { Exchange } from '../exchange.ts'
import { S3Error } from '../s3-error.ts'
import type { ObjectRecord, StoredPart } from '../store/object-record.ts'
import { element, type Xml, xmlDocument } from '../xml-write.ts'
import { checksumElements } from './complete-upload.ts'
import { findObject } from './find-object.ts'
import { versionHeader } from './put-object.ts'

const KNOWN = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize']
const MAX_PARTS = 1000

/** GetObjectAttributes. */
export function getObjectAttributes(exchange: Exchange): void {
  const { request, reply, store } = exchange
  const { bucket, object } = findObject(exchange)
  const header = request.header('x-amz-object-attributes') ?? ''
  const wanted = header.split(',').map(name => name.trim())
  if (wanted.some(name => !KNOWN.includes(name))) {
    throw new S3Error('InvalidArgument', { message: 'Invalid attribute name specified.' })
  }
  const give = (name: string, content: () => Parameters<typeof element>[1]) =>
    wanted.includes(name) ? element(name, content()) : undefined
  const multipart = object.partCount > 0 && wanted.includes('ObjectParts')
  reply.xml(
    200,
    xmlDocument('GetObjectAttributesResponse', [
      give('ETag', () => object.etag),
      object.checksum && give('Checksum', () => checksumElements(object.checksum)),
      multipart
        ? partsElement(
            object,
            store.objects.parts(object),
            Math.min(Number(request.header('x-amz-max-parts') ?? MAX_PARTS), MAX_PARTS),
            Number(request.header('x-amz-part-number-marker') ?? 0),
          )
        : undefined,
      give('StorageClass', () => object.storageClass),
      give('ObjectSize', () => object.size),
    ]),
    {
      'last-modified': new Date(object.modified).toUTCString(),
      ...versionHeader(bucket, object.version),
    },
  )
}

function partsElement(
  { checksum, partCount }: ObjectRecord,
  parts: readonly StoredPart[],
  limit: number,
  marker: number,
): Xml {
  const after = parts.filter(part => part.number > marker)
  const page = after.slice(0, limit)
  return element('ObjectParts', [
    element('PartsCount', partCount),
    element('PartNumberMarker', marker),
    element('NextPartNumberMarker', page.at(-1)?.number ?? 0),
    element('MaxParts', limit),
    element('IsTruncated', after.length > page.length),
    page.map(part =>
      element('Part', [
        element('PartNumber', part.number),
        element('Size', part.size),
        checksum && element(checksumElement(checksum.algorithm), part.checksum),
      ]),
    ),
  ])
}
