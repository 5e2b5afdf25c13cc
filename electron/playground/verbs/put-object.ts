import { checksumHeader, type StoredChecksum } from '../body/checksum.ts'
import type { BodyReport, BodyWishes } from '../body/request-body.ts'
import { checkWriteConditions } from '../conditions.ts'
import { bucketOf, type Exchange, keyOf } from '../exchange.ts'
import type { ReplyHeaders } from '../reply.ts'
import type { BucketRecord } from '../store/buckets.ts'
import { DEFAULT_CHECKSUM } from './checksum-choice.ts'
import {
  contentProperties,
  encryptionHeaders,
  etagKind,
  storageClass,
  systemProperties,
} from './object-properties.ts'
import { readTaggingHeader } from './tag-set.ts'

const MAX_PUT_BYTES = 5 * 1024 ** 3

/** PutObject. Nothing is visible before the last byte is verified. */
export async function putObject(exchange: Exchange): Promise<void> {
  const { request, reply, store } = exchange
  const bucket = bucketOf(exchange)
  const key = keyOf(exchange)
  const properties = { ...contentProperties(request), ...systemProperties(exchange, bucket) }
  const kind = storageClass(request)
  const tags = readTaggingHeader(request.header('x-amz-tagging'))
  checkWriteConditions(request, () => store.objects.current(bucket, key), key)
  const algorithm = exchange.body.promises().checksum?.algorithm ?? DEFAULT_CHECKSUM
  const { report, blob } = await storeBody(exchange, {
    checksum: algorithm,
    etag: etagKind(properties),
  })
  const version = keep(exchange, blob, () => {
    // The world may have moved on while the body came in.
    checkWriteConditions(request, () => store.objects.current(bucket, key), key)
    return store.objects.put(store.buckets.get(bucket.name), {
      key,
      size: report.size,
      etag: report.etag,
      storageClass: kind,
      blob,
      parts: [],
      checksum: report.kept,
      properties,
      tags,
    })
  })
  reply.empty(200, {
    etag: `"${report.etag}"`,
    ...versionHeader(bucket, version),
    ...checksumHeaders(report.kept),
    ...encryptionHeaders(properties),
  })
}

/** Streams the body of a request into a blob, which is thrown away when it does not verify. */
export async function storeBody(
  { body, store }: Exchange,
  wishes: Pick<BodyWishes, 'checksum' | 'etag'>,
): Promise<{ report: BodyReport; blob: string | undefined }> {
  const writer = store.blobs.create()
  try {
    const report = await body.readInto(writer, {
      ...wishes,
      limit: MAX_PUT_BYTES,
      tooLarge: 'EntityTooLarge',
    })
    if (report.size > 0) return { report, blob: await writer.commit() }
    await writer.discard()
    return { report, blob: undefined }
  } catch (cause) {
    await writer.discard()
    throw cause
  }
}

/** Runs what names a blob in the index; when that fails the blob goes too. */
export function keep<T>({ store }: Exchange, blob: string | undefined, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (blob !== undefined) store.blobs.remove([blob])
    throw cause
  }
}

/** x-amz-version-id, which buckets without versioning do not send. */
export function versionHeader(bucket: BucketRecord, version: string): ReplyHeaders {
  return bucket.versioning === 'off' ? {} : { 'x-amz-version-id': version }
}

/** The headers that tell a stored checksum. */
export function checksumHeaders(checksum: StoredChecksum | undefined): ReplyHeaders {
  if (checksum === undefined) return {}
  return {
    [checksumHeader(checksum.algorithm)]: checksum.value,
    'x-amz-checksum-type': checksum.type,
  }
}
