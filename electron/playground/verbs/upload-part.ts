import { bucketOf, type Exchange, keyOf } from '../exchange.ts'
import { invalidArgument, S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import type { UploadRecord } from '../store/uploads.ts'
import { encryptionHeaders, etagKind } from './object-properties.ts'
import { checksumHeaders, keep, storeBody } from './put-object.ts'

const MAX_PART_NUMBER = 10_000

/** UploadPart. */
export async function uploadPart(exchange: Exchange): Promise<void> {
  const { request, reply, store, body } = exchange
  const number = partNumber(request)
  const upload = uploadOf(exchange)
  checkAlgorithm(upload, body.promises().checksum?.algorithm)
  const { report, blob } = await storeBody(exchange, {
    checksum: upload.checksum.algorithm,
    etag: etagKind(upload.properties),
  })
  const { etag } = report
  keep(exchange, blob, () => {
    const part = { number, size: report.size, modified: Date.now(), etag, blob }
    store.uploads.putPart(uploadOf(exchange), { ...part, checksum: report.kept?.value })
  })
  const { 'x-amz-checksum-type': _, ...checksum } = checksumHeaders(report.promised ?? report.kept)
  reply.empty(200, {
    etag: `"${etag}"`,
    ...checksum,
    ...encryptionHeaders(upload.properties),
  })
}

/** The upload that uploadId names. @throws S3Error NoSuchUpload */
export function uploadOf(exchange: Exchange): UploadRecord {
  const id = exchange.request.param('uploadId') ?? ''
  return exchange.store.uploads.get(bucketOf(exchange), keyOf(exchange), id)
}

/** @throws S3Error InvalidArgument outside 1 to 10,000 */
export function partNumber(request: S3Request): number {
  const given = request.param('partNumber') ?? ''
  const number = Number(given)
  if (/^\d+$/.test(given) && number >= 1 && number <= MAX_PART_NUMBER) return number
  throw invalidArgument(
    `Part number must be an integer between 1 and ${MAX_PART_NUMBER}, inclusive`,
    'partNumber',
    given,
  )
}

function checkAlgorithm(upload: UploadRecord, given: string | undefined): void {
  const expected = upload.checksum.algorithm
  if (upload.checksum.implied || given === undefined || given === expected) return
  throw new S3Error('InvalidRequest', {
    message: `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${given.toLowerCase()}`,
  })
}
