import type { ByteRange } from '../byte-range.ts'
import type { Exchange } from '../exchange.ts'
import { invalidArgument, S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import { element, xmlDocument } from '../xml-write.ts'
import { checksumElements } from './complete-upload.ts'
import { sourceVersionHeader } from './copy-object.ts'
import { copyBytes, copySource } from './copy-source.ts'
import { isoSeconds } from './listing-parameters.ts'
import { etagKind } from './object-properties.ts'
import { keep } from './put-object.ts'
import { partNumber, uploadOf } from './upload-part.ts'

const MAX_PART_BYTES = 5 * 1024 ** 3

/** UploadPartCopy, of a whole object or a range of it. */
export async function uploadPartCopy(exchange: Exchange): Promise<void> {
  const { request, reply, store } = exchange
  const number = partNumber(request)
  const upload = uploadOf(exchange)
  const source = copySource(exchange)
  const range = copyRange(request, source.object.size)
  const bytes = range === undefined ? source.object.size : range.end - range.start + 1
  if (bytes > MAX_PART_BYTES) {
    throw new S3Error('InvalidRequest', {
      message: `The specified copy source is larger than the maximum allowable size for a copy source: ${MAX_PART_BYTES}`,
    })
  }
  const copied = await copyBytes(exchange, source.object, range, {
    checksum: upload.checksum.algorithm,
    etag: etagKind(upload.properties),
  })
  const { blob, size, etag, checksum } = copied
  const modified = Date.now()
  keep(exchange, blob, () => {
    const part = { number, size, modified, etag, blob, checksum: checksum?.value }
    store.uploads.putPart(uploadOf(exchange), part)
  })
  reply.xml(
    200,
    xmlDocument('CopyPartResult', [
      element('LastModified', isoSeconds(modified)),
      element('ETag', `"${etag}"`),
      checksumElements(checksum).slice(0, 1),
    ]),
    sourceVersionHeader(source),
  )
}

/** Unlike a Range header, this one must be whole and lie inside the source. */
function copyRange(request: S3Request, size: number): ByteRange | undefined {
  const given = request.header('x-amz-copy-source-range')
  if (given === undefined) return undefined
  const match = /^bytes=(\d+)-(\d+)$/.exec(given)
  const [start, end] = [Number(match?.[1]), Number(match?.[2])]
  if (match === null || start > end) {
    throw invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      'x-amz-copy-source-range',
      given,
    )
  }
  if (end >= size) {
    throw invalidArgument(
      `Range specified is not valid for source object of size: ${size}`,
      'x-amz-copy-source-range',
      given,
    )
  }
  return { start, end }
}
