import { createHash } from 'node:crypto'
import {
  checksumElement,
  checksumHeader,
  joinChecksums,
  type StoredChecksum,
} from '../body/checksum.ts'
import { checkWriteConditions } from '../conditions.ts'
import { bucketOf, type Exchange, keyOf } from '../exchange.ts'
import { S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import type { PartRecord, UploadRecord } from '../store/uploads.ts'
import { element, type Xml, xmlDocument } from '../xml-write.ts'
import { completedParts } from './completed-parts.ts'
import { encryptionHeaders } from './object-properties.ts'
import { versionHeader } from './put-object.ts'
import { uploadOf } from './upload-part.ts'

/** CompleteMultipartUpload: the parts' files become the object's segments; no byte is moved. */
export async function completeUpload(exchange: Exchange): Promise<void> {
  const { request, body, reply, store } = exchange
  const key = keyOf(exchange)
  uploadOf(exchange)
  // The header speaks of the object here, not of the document in the body.
  const document = await body.text({ objectChecksum: true })
  const upload = uploadOf(exchange)
  const summed = completedParts(document, upload, store.uploads.parts(upload))
  const size = summed.reduce((sum, part) => sum + part.size, 0)
  checkSize(request, size)
  const checksum = await objectChecksum(upload, summed)
  checkObjectChecksum(request, checksum)
  // Meanwhile the upload may have been completed or aborted, or a part sent again: look anew, and
  // wait for nothing from here to the end.
  const bucket = bucketOf(exchange)
  const uploaded = store.uploads.parts(uploadOf(exchange))
  const parts = completedParts(document, upload, uploaded)
  if (parts.some((part, index) => part.blob !== summed[index]?.blob)) {
    throw new S3Error('InvalidPart', { detail: { UploadId: upload.id } })
  }
  checkWriteConditions(request, () => store.objects.current(bucket, key), key)
  const etag = multipartETag(parts)
  const version = store.objects.put(
    bucket,
    {
      key,
      size,
      etag,
      storageClass: upload.storageClass,
      blob: undefined,
      parts: parts.map(({ size, blob, checksum }, index) => ({
        number: index + 1,
        size,
        blob,
        checksum,
      })),
      checksum,
      properties: upload.properties,
      tags: upload.tags,
    },
    () => store.uploads.forget(upload),
  )
  const used = new Set(parts)
  store.uploads.discard(uploaded.filter(part => !used.has(part)))
  const host = request.incoming.headers.host ?? ''
  reply.xml(
    200,
    xmlDocument('CompleteMultipartUploadResult', [
      element('Location', `http://${host}${request.rawPath}`),
      element('Bucket', bucket.name),
      element('Key', key),
      element('ETag', `"${etag}"`),
      checksumElements(checksum),
    ]),
    { ...versionHeader(bucket, version), ...encryptionHeaders(upload.properties) },
  )
}

/** The elements that tell a stored checksum in an answer document. */
export function checksumElements(checksum: StoredChecksum | undefined): Xml[] {
  if (checksum === undefined) return []
  return [
    element(checksumElement(checksum.algorithm), checksum.value),
    element('ChecksumType', checksum.type),
  ]
}

/** The MD5 of the parts' MD5s, and how many there were. */
function multipartETag(parts: readonly PartRecord[]): string {
  const hash = createHash('md5')
  for (const part of parts) hash.update(Buffer.from(part.etag, 'hex'))
  return `${hash.digest('hex')}-${parts.length}`
}

function objectChecksum(
  upload: UploadRecord,
  parts: readonly PartRecord[],
): Promise<StoredChecksum> {
  const known = parts.flatMap(({ checksum, size }) =>
    checksum === undefined ? [] : [{ checksum, size }],
  )
  return joinChecksums(upload.checksum.algorithm, upload.checksum.type, known)
}

function checkObjectChecksum(request: S3Request, checksum: StoredChecksum): void {
  const type = request.header('x-amz-checksum-type')?.toUpperCase()
  if (type !== undefined && type !== checksum.type) {
    throw new S3Error('InvalidRequest', {
      message: `The upload was created using the ${checksum.type} checksum mode. The complete request must use the same checksum mode.`,
    })
  }
  const promised = request.header(checksumHeader(checksum.algorithm))
  if (promised === undefined || sameChecksum(promised, checksum.value)) return
  throw new S3Error('BadDigest', {
    message: `The ${checksum.algorithm} you specified did not match the calculated checksum.`,
  })
}

/** A composite may be promised with or without the number of its parts. */
function sameChecksum(promised: string, value: string): boolean {
  return promised === value || promised === value.replace(/-\d+$/, '')
}

function checkSize(request: S3Request, size: number): void {
  const promised = request.header('x-amz-mp-object-size')
  if (promised === undefined || Number(promised) === size) return
  throw new S3Error('InvalidRequest', {
    message: `The provided 'x-amz-mp-object-size' header value ${promised} does not match what was computed: ${size}`,
  })
}
