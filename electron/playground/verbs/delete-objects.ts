import { checkDeleteCondition } from '../conditions.ts'
import { bucketOf, type Exchange } from '../exchange.ts'
import { S3Error } from '../s3-error.ts'
import type { BucketRecord } from '../store/buckets.ts'
import { childrenNamed, childText, readXml } from '../xml-read.ts'
import { element, type Xml, xmlDocument } from '../xml-write.ts'
import { refuseLocked } from './object-lock.ts'

const MAX_KEYS = 1000

interface Doomed {
  readonly key: string
  readonly version: string | undefined
  readonly etag: string | undefined
}

/** DeleteObjects: each key is told of on its own, in quiet mode only those that failed. */
export async function deleteObjects(exchange: Exchange): Promise<void> {
  const { body, reply } = exchange
  const bucket = bucketOf(exchange)
  const { md5, checksum } = body.promises()
  if (md5 === undefined && checksum === undefined) {
    throw new S3Error('InvalidRequest', {
      message: 'Missing required header for this request: Content-MD5',
    })
  }
  const document = readXml(await body.text(), 'Delete')
  const doomed = childrenNamed(document, 'Object').map(object => {
    const key = childText(object, 'Key')
    if (key === undefined || key === '') throw new S3Error('MalformedXML')
    const version = childText(object, 'VersionId') || undefined
    return { key, version, etag: childText(object, 'ETag') }
  })
  if (doomed.length === 0 || doomed.length > MAX_KEYS) throw new S3Error('MalformedXML')
  const quiet = childText(document, 'Quiet')?.trim().toLowerCase() === 'true'
  const results = doomed.map(one => deleteOne(exchange, bucket, one, quiet))
  reply.xml(200, xmlDocument('DeleteResult', results))
}

function deleteOne(
  { store, request }: Exchange,
  bucket: BucketRecord,
  { key, version, etag }: Doomed,
  quiet: boolean,
): Xml | undefined {
  const { objects } = store
  try {
    if (etag !== undefined) checkDeleteCondition(etag, objects.current(bucket, key), key)
    if (version !== undefined) refuseLocked(request, objects.version(bucket, key, version))
    const done =
      version === undefined
        ? objects.delete(bucket, key)
        : objects.deleteVersion(bucket, key, version)
    if (quiet) return undefined
    return element('Deleted', [
      element('Key', key),
      element('VersionId', version),
      element('DeleteMarker', done.marker || undefined),
      element('DeleteMarkerVersionId', done.marker ? done.version : undefined),
    ])
  } catch (cause) {
    if (!(cause instanceof S3Error)) throw cause
    return element('Error', [
      element('Key', key),
      element('VersionId', version),
      element('Code', cause.code),
      element('Message', cause.message),
    ])
  }
}
