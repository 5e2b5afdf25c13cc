import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { CompletedPart, CreateMultipartUploadCommandInput } from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { type Area, area } from '../area.ts'
import { outcome } from '../check.ts'
import { LAST_PART, LEAST_PART, Multipart } from '../multipart-upload.ts'
import type { Subject } from '../subject.ts'

/** Checksums of parts, and those of the object that they become. */
export function multipartChecksums(subject: Subject): void {
  area(subject, 'multipart-checksums', it => {
    it.check('SHA256 of the object is a checksum of the checksums', async () => {
      const [upload, parts] = await start(it, 'sha256', { ChecksumAlgorithm: 'SHA256' })
      const sha256 = (data: Buffer) => createHash('sha256').update(data).digest()
      const whole = sha256(Buffer.concat([sha256(LEAST_PART), sha256(LAST_PART)]))
      const done = await upload.complete(parts)
      expect([done.ChecksumSHA256, done.ChecksumType]).toEqual([
        `${whole.toString('base64')}-2`,
        'COMPOSITE',
      ])
      const head = await it.head('sha256', { ChecksumMode: 'ENABLED' })
      expect(head.ChecksumSHA256).toBe(done.ChecksumSHA256)
    })

    it.check('CRC32 of the full object is that of its bytes', async () => {
      const [upload, parts] = await start(it, 'crc32', {
        ChecksumAlgorithm: 'CRC32',
        ChecksumType: 'FULL_OBJECT',
      })
      const whole = base64(crc32(Buffer.concat([LEAST_PART, LAST_PART])))
      const done = await upload.complete(parts, { ChecksumType: 'FULL_OBJECT' })
      expect([done.ChecksumCRC32, done.ChecksumType]).toEqual([whole, 'FULL_OBJECT'])
    })

    it.check('a full-object CRC32 given to Complete is checked', async () => {
      const [upload, parts] = await start(it, 'crc32-given', {
        ChecksumAlgorithm: 'CRC32',
        ChecksumType: 'FULL_OBJECT',
      })
      const complete = upload.complete(parts, {
        ChecksumCRC32: base64(crc32('something else')),
        ChecksumType: 'FULL_OBJECT',
      })
      expect(await outcome(complete)).toBe('400 BadDigest')
      expect(await outcome(it.head('crc32-given'))).toBe('404 NotFound')
    })

    it.check('CRC64NVME is always of the full object', async () => {
      const upload = await Multipart.create(it, 'crc64', { ChecksumAlgorithm: 'CRC64NVME' })
      const part = await upload.part(1, Buffer.from('123456789'), {
        ChecksumAlgorithm: 'CRC64NVME',
      })
      const done = await upload.complete([
        { PartNumber: 1, ETag: part.ETag, ChecksumCRC64NVME: part.ChecksumCRC64NVME },
      ])
      expect([done.ChecksumCRC64NVME, done.ChecksumType]).toEqual(['rosUhgp5mIg=', 'FULL_OBJECT'])
    })

    it.check('the checksum of a part is checked', async () => {
      const upload = await Multipart.create(it, 'part', { ChecksumAlgorithm: 'CRC32' })
      const ChecksumCRC32 = base64(crc32('something else'))
      expect(await outcome(upload.part(1, LAST_PART, { ChecksumCRC32 }))).toBe('400 BadDigest')
    })

    it.check('a part sent with another algorithm than announced is InvalidRequest', async () => {
      const upload = await Multipart.create(it, 'other', { ChecksumAlgorithm: 'SHA256' })
      const ChecksumCRC32 = base64(crc32(LAST_PART))
      expect(await outcome(upload.part(1, LAST_PART, { ChecksumCRC32 }))).toBe('400 InvalidRequest')
    })
  })
}

async function start(
  it: Area,
  key: string,
  options: Partial<CreateMultipartUploadCommandInput>,
): Promise<[Multipart, CompletedPart[]]> {
  const upload = await Multipart.create(it, key, options)
  const { ChecksumAlgorithm } = options
  const parts: CompletedPart[] = []
  for (const body of [LEAST_PART, LAST_PART]) {
    const sent = await upload.part(parts.length + 1, body, { ChecksumAlgorithm })
    const { PartNumber, ETag, ChecksumCRC32, ChecksumSHA256 } = sent
    parts.push({ PartNumber, ETag, ChecksumCRC32, ChecksumSHA256 })
  }
  return [upload, parts]
}

function base64(checksum: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(checksum)
  return bytes.toString('base64')
}
