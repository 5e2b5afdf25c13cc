import { createHash } from 'node:crypto'
import { type StoredChecksum, startChecksum } from '../body/checksum.ts'
import { type BodyWishes, opaqueETag } from '../body/request-body.ts'
import type { ByteRange } from '../byte-range.ts'
import { checkCopyConditions } from '../conditions.ts'
import type { Exchange } from '../exchange.ts'
import { invalidArgument, S3Error } from '../s3-error.ts'
import type { BucketRecord } from '../store/buckets.ts'
import type { ObjectRecord } from '../store/object-record.ts'
import { findVersion, visible } from './find-object.ts'
import { refuseArchived } from './get-object.ts'
import { etagKind } from './object-properties.ts'

/** The object that x-amz-copy-source names. */
export interface CopySource {
  readonly bucket: BucketRecord
  readonly object: ObjectRecord
}

/** Bytes that were copied into a blob of their own. */
export interface CopiedBytes {
  readonly blob: string | undefined
  readonly size: number
  readonly etag: string
  readonly checksum: StoredChecksum | undefined
}

/**
 * Finds the source of a copy and checks x-amz-copy-source-if-*.
 *
 * @throws S3Error
 */
export function copySource({ request, store }: Exchange): CopySource {
  const header = request.header('x-amz-copy-source') ?? ''
  const { bucketName, key, version } = parse(header)
  const bucket = store.buckets.get(bucketName)
  const object =
    version === undefined
      ? visible(bucket, key, store.objects.current(bucket, key))
      : findVersion(store.objects, bucket, key, version)
  if (object.marker) {
    throw new S3Error('InvalidRequest', {
      message:
        'The source of a copy request may not specifically refer to a delete marker by version id.',
    })
  }
  checkCopyConditions(request, object)
  refuseArchived(object)
  return { bucket, object }
}

/**
 * Copies bytes of an object. A whole blob whose sums are known is linked, not read.
 *
 * @param wishes what the copy is to have
 */
export async function copyBytes(
  { store }: Exchange,
  source: ObjectRecord,
  range: ByteRange | undefined,
  wishes: Pick<BodyWishes, 'checksum' | 'etag'>,
): Promise<CopiedBytes> {
  const whole = range === undefined || (range.start === 0 && range.end === source.size - 1)
  const { checksum: algorithm, etag: kind } = wishes
  const isOpaque = kind === 'opaque'
  const known =
    (algorithm === undefined || source.checksum?.algorithm === algorithm) &&
    (isOpaque || etagKind(source.properties) === 'md5')
  if (whole && known && source.blob !== undefined && source.partCount === 0) {
    const blob = await store.blobs.duplicate(source.blob)
    const checksum = algorithm === undefined ? undefined : source.checksum
    const etag = isOpaque ? opaqueETag() : source.etag
    return { blob, size: source.size, etag, checksum }
  }
  const md5 = isOpaque ? undefined : createHash('md5')
  const running = algorithm === undefined ? undefined : startChecksum(algorithm)
  const writer = store.blobs.create()
  const { start, end } = range ?? { start: 0, end: source.size - 1 }
  try {
    for await (const data of store.blobs.read(store.objects.segments(source), start, end)) {
      // The reader's buffer is only lent, and the writer keeps what it is given for a while.
      const written = writer.write(Buffer.from(data))
      md5?.update(data)
      running?.update(data)
      await written
    }
    const size = end - start + 1
    const value = (await running?.digest())?.toString('base64')
    const checksum: StoredChecksum | undefined =
      algorithm === undefined || value === undefined
        ? undefined
        : { algorithm, value, type: 'FULL_OBJECT' }
    if (size === 0) await writer.discard()
    const blob = size === 0 ? undefined : await writer.commit()
    return { blob, size, etag: md5?.digest('hex') ?? opaqueETag(), checksum }
  } catch (cause) {
    await writer.discard()
    throw cause
  }
}

/** `/bucket/key?versionId=…`, percent-encoded, the first slash optional. */
function parse(header: string): { bucketName: string; key: string; version: string | undefined } {
  const [path = '', version] = header.split(/\?versionId=/, 2)
  const text = decode(path.replace(/^\//, ''), header)
  const slash = text.indexOf('/')
  const bucketName = text.slice(0, slash)
  const key = text.slice(slash + 1)
  if (slash < 1 || key === '') throw malformed(header)
  return { bucketName, key, version: version === undefined ? undefined : decode(version, header) }
}

function decode(text: string, header: string): string {
  try {
    const bytes = Buffer.from(text, 'latin1').toString('utf8')
    return decodeURIComponent(bytes.includes('\ufffd') ? text : bytes)
  } catch (cause) {
    if (cause instanceof URIError) throw malformed(header)
    throw cause
  }
}

function malformed(header: string): S3Error {
  return invalidArgument(
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    'x-amz-copy-source',
    header,
  )
}
