import { CHECKSUM_ALGORITHMS, checksumElement } from '../body/checksum.ts'
import { S3Error } from '../s3-error.ts'
import type { PartRecord, UploadRecord } from '../store/uploads.ts'
import { childrenNamed, childText, readXml, type XmlElement } from '../xml-read.ts'

const MIN_PART_BYTES = 5 * 1024 * 1024
const MAX_PARTS = 10_000

/**
 * Reads the part list of CompleteMultipartUpload and checks each against what was uploaded.
 *
 * @returns the uploaded parts that make the object, in order
 * @throws S3Error MalformedXML, InvalidPartOrder, InvalidPart, InvalidRequest or EntityTooSmall
 */
export function completedParts(
  document: string,
  upload: UploadRecord,
  uploaded: readonly PartRecord[],
): PartRecord[] {
  const listed = childrenNamed(readXml(document, 'CompleteMultipartUpload'), 'Part')
  if (listed.length === 0 || listed.length > MAX_PARTS) throw new S3Error('MalformedXML')
  const byNumber = new Map(uploaded.map(part => [part.number, part]))
  let before = 0
  const parts = listed.map(entry => {
    const number = numberOf(entry)
    if (number <= before) throw new S3Error('InvalidPartOrder', { detail: { UploadId: upload.id } })
    before = number
    const part = byNumber.get(number)
    const etag = unquoted(childText(entry, 'ETag') ?? '')
    if (part === undefined || part.etag !== etag) throw invalidPart(upload, number, etag)
    checkChecksum(upload, part, entry)
    return part
  })
  for (const [index, part] of parts.slice(0, -1).entries()) {
    if (part.size >= MIN_PART_BYTES) continue
    throw new S3Error('EntityTooSmall', {
      detail: {
        ProposedSize: String(part.size),
        MinSizeAllowed: String(MIN_PART_BYTES),
        PartNumber: String(parts[index]?.number),
        ETag: part.etag,
      },
    })
  }
  return parts
}

function numberOf(entry: XmlElement): number {
  const text = childText(entry, 'PartNumber')?.trim() ?? ''
  if (!/^\d+$/.test(text)) throw new S3Error('MalformedXML')
  return Number(text)
}

function checkChecksum(upload: UploadRecord, part: PartRecord, entry: XmlElement): void {
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const given = childText(entry, checksumElement(algorithm))
    const chosen = upload.checksum.algorithm === algorithm
    if (given === undefined) {
      if (!chosen || upload.checksum.type !== 'COMPOSITE') continue
      throw new S3Error('InvalidRequest', {
        message: `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.number} in the request.`,
      })
    }
    // Checksums of an algorithm the upload did not choose were verified and not kept.
    if (chosen && given !== part.checksum) throw invalidPart(upload, part.number, part.etag)
  }
}

function invalidPart(upload: UploadRecord, number: number, etag: string): S3Error {
  return new S3Error('InvalidPart', {
    detail: { UploadId: upload.id, PartNumber: String(number), ETag: etag },
  })
}

function unquoted(etag: string): string {
  return etag.trim().replace(/^"(.*)"$/, '$1')
}
