import { type ByteRange, byteRange } from '../byte-range.ts'
import { checkReadConditions } from '../conditions.ts'
import type { Exchange } from '../exchange.ts'
import type { ReplyHeaders } from '../reply.ts'
import { invalidArgument, S3Error } from '../s3-error.ts'
import type { ObjectRecord, StoredPart } from '../store/object-record.ts'
import { type FoundObject, findObject } from './find-object.ts'
import { responseOverrides } from './object-properties.ts'
import { checksumHeaders, versionHeader } from './put-object.ts'

const SHORT_BYTES = 64 * 1024

/** GetObject. */
export async function getObject(exchange: Exchange): Promise<void> {
  const found = findObject(exchange)
  checkReadConditions(exchange.request, found.object)
  refuseArchived(found.object)
  const answer = answerFor(exchange, found)
  const { blobs, objects } = exchange.store
  const { start, end } = answer.range
  const segments = objects.segments(found.object)
  if (end - start < SHORT_BYTES) {
    exchange.reply.bytes(answer.status, answer.headers, blobs.readShort(segments, start, end))
    return
  }
  await exchange.reply.stream(answer.status, answer.headers, blobs.read(segments, start, end))
}

/** HeadObject: the same headers, no body, archived objects too. */
export function headObject(exchange: Exchange): void {
  const found = findObject(exchange)
  checkReadConditions(exchange.request, found.object)
  const { status, headers } = answerFor(exchange, found)
  exchange.reply.empty(status, headers)
}

interface Answer {
  readonly status: 200 | 206
  readonly range: ByteRange
  readonly headers: ReplyHeaders
}

function answerFor({ request, store }: Exchange, { bucket, object }: FoundObject): Answer {
  const part = requestedPart(request.param('partNumber'), object, store.objects.parts(object))
  const range = part?.range ?? byteRange(request.header('range'), object.size)
  const { start, end } = range ?? { start: 0, end: object.size - 1 }
  const wantsChecksum = request.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED'
  return {
    status: range === undefined ? 200 : 206,
    range: { start, end },
    headers: {
      'accept-ranges': 'bytes',
      'last-modified': new Date(object.modified).toUTCString(),
      etag: `"${object.etag}"`,
      ...object.properties,
      ...responseOverrides(request),
      'content-length': end - start + 1,
      'content-range': range && `bytes ${start}-${end}/${object.size}`,
      'x-amz-storage-class': object.storageClass === 'STANDARD' ? undefined : object.storageClass,
      'x-amz-tagging-count': object.tags.length === 0 ? undefined : object.tags.length,
      'x-amz-mp-parts-count': part === undefined ? undefined : object.partCount || undefined,
      ...versionHeader(bucket, object.version),
      ...(wantsChecksum ? partChecksum(object, part?.part, range) : {}),
    },
  }
}

function requestedPart(
  parameter: string | undefined,
  object: ObjectRecord,
  parts: readonly StoredPart[],
): { part: StoredPart | undefined; range: ByteRange | undefined } | undefined {
  if (parameter === undefined) return undefined
  const number = Number(parameter)
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      parameter,
    )
  }
  if (parts.length === 0) {
    if (number !== 1) throw new S3Error('InvalidPartNumber')
    const whole = { start: 0, end: object.size - 1 }
    return { part: undefined, range: object.size === 0 ? undefined : whole }
  }
  // Part numbers are counted from one in the finished object, whatever they were in the upload.
  const part = parts[number - 1]
  if (part === undefined) {
    throw new S3Error('InvalidPartNumber', {
      detail: { PartNumberRequested: parameter, ActualPartCount: String(parts.length) },
    })
  }
  const start = parts.slice(0, number - 1).reduce((sum, { size }) => sum + size, 0)
  return { part, range: { start, end: start + part.size - 1 } }
}

/** A checksum is told for the whole object or a whole part; of other ranges S3 knows none. */
function partChecksum(
  object: ObjectRecord,
  part: StoredPart | undefined,
  range: ByteRange | undefined,
): ReplyHeaders {
  const { checksum } = object
  if (checksum === undefined) return {}
  if (part?.checksum !== undefined) return checksumHeaders({ ...checksum, value: part.checksum })
  const whole = range === undefined || (range.start === 0 && range.end === object.size - 1)
  return whole ? checksumHeaders(checksum) : {}
}

/** @throws S3Error InvalidObjectState when the bytes are in an archive and not restored */
export function refuseArchived(object: ObjectRecord): void {
  const archived = object.storageClass === 'GLACIER' || object.storageClass === 'DEEP_ARCHIVE'
  if (!archived || object.properties['x-amz-restore'] !== undefined) return
  throw new S3Error('InvalidObjectState', { detail: { StorageClass: object.storageClass } })
}
