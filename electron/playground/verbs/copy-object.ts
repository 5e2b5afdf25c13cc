import { checksumAlgorithm } from '../body/expected-digests.ts'
import { checkWriteConditions } from '../conditions.ts'
import { bucketOf, type Exchange, keyOf } from '../exchange.ts'
import { invalidArgument, S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import type { ObjectRecord, Properties } from '../store/object-record.ts'
import { element, xmlDocument } from '../xml-write.ts'
import { DEFAULT_CHECKSUM } from './checksum-choice.ts'
import { checksumElements } from './complete-upload.ts'
import { type CopySource, copyBytes, copySource } from './copy-source.ts'
import { isoSeconds } from './listing-parameters.ts'
import {
  contentProperties,
  encryptionHeaders,
  etagKind,
  storageClass,
  systemProperties,
} from './object-properties.ts'
import { keep, versionHeader } from './put-object.ts'
import { readTaggingHeader } from './tag-set.ts'

const MAX_COPY_BYTES = 5 * 1024 ** 3

/** CopyObject. */
export async function copyObject(exchange: Exchange): Promise<void> {
  const { request, reply, store } = exchange
  const bucket = bucketOf(exchange)
  const key = keyOf(exchange)
  const source = copySource(exchange)
  const { object } = source
  if (object.size > MAX_COPY_BYTES) {
    throw new S3Error('InvalidRequest', {
      message: `The specified copy source is larger than the maximum allowable size for a copy source: ${MAX_COPY_BYTES}`,
    })
  }
  refuseCopyOntoItself(request, source, key)
  const properties = copiedProperties(request, object, systemProperties(exchange, bucket))
  const tags =
    directive(request, 'x-amz-tagging-directive') === 'REPLACE'
      ? readTaggingHeader(request.header('x-amz-tagging'))
      : object.tags
  const kind = storageClass(request)
  checkWriteConditions(request, () => store.objects.current(bucket, key), key)
  const wanted = request.header('x-amz-checksum-algorithm')
  const algorithm =
    wanted === undefined
      ? (object.checksum?.algorithm ?? DEFAULT_CHECKSUM)
      : checksumAlgorithm(wanted, 'x-amz-checksum-algorithm')
  const { blob, size, etag, checksum } = await copyBytes(exchange, object, undefined, {
    checksum: algorithm,
    etag: etagKind(properties),
  })
  const version = keep(exchange, blob, () => {
    checkWriteConditions(request, () => store.objects.current(bucket, key), key)
    return store.objects.put(store.buckets.get(bucket.name), {
      key,
      size,
      etag,
      storageClass: kind,
      blob,
      parts: [],
      checksum,
      properties,
      tags,
    })
  })
  reply.xml(
    200,
    xmlDocument('CopyObjectResult', [
      element('LastModified', isoSeconds(Date.now())),
      element('ETag', `"${etag}"`),
      checksumElements(checksum),
    ]),
    {
      ...versionHeader(bucket, version),
      ...sourceVersionHeader(source),
      ...encryptionHeaders(properties),
    },
  )
}

/** x-amz-copy-source-version-id, when the source's bucket has versions. */
export function sourceVersionHeader({
  bucket,
  object,
}: CopySource): Readonly<Record<string, string>> {
  return bucket.versioning === 'off' ? {} : { 'x-amz-copy-source-version-id': object.version }
}

function copiedProperties(request: S3Request, source: ObjectRecord, own: Properties): Properties {
  if (directive(request, 'x-amz-metadata-directive') === 'REPLACE') {
    return { ...contentProperties(request), ...own }
  }
  // Encryption, locks, redirects and restores belong to the source alone.
  const kept = Object.entries(source.properties).filter(
    ([name]) => !name.startsWith('x-amz-') || name.startsWith('x-amz-meta-'),
  )
  return { ...Object.fromEntries(kept), ...own }
}

function directive(request: S3Request, header: string): 'COPY' | 'REPLACE' {
  const given = request.header(header) ?? 'COPY'
  if (given === 'COPY' || given === 'REPLACE') return given
  const what = header === 'x-amz-tagging-directive' ? 'tagging' : 'metadata'
  throw invalidArgument(`Unknown ${what} directive.`, header, given)
}

function refuseCopyOntoItself(request: S3Request, source: CopySource, key: string): void {
  const same = source.bucket.name === request.bucket && source.object.key === key
  const changes =
    directive(request, 'x-amz-metadata-directive') === 'REPLACE' ||
    request.header('x-amz-storage-class') !== undefined ||
    request.header('x-amz-website-redirect-location') !== undefined ||
    request.header('x-amz-server-side-encryption') !== undefined ||
    !source.object.latest
  if (!same || changes) return
  throw new S3Error('InvalidRequest', {
    message:
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  })
}
