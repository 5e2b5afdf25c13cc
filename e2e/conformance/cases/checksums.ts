import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { awsChunked } from '../aws-chunked.ts'
import { outcome } from '../check.ts'
import { CHECKSUM_TEXT, COMPUTED_BY_SDK, checksumVectors } from '../checksum-vectors.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

/** Every algorithm, in a header and in a trailer, with right and with wrong values. */
export function checksums(subject: Subject): void {
  area(subject, 'checksums', it => {
    for (const { algorithm, field, header, right, wrong } of checksumVectors) {
      const trailing = (key: string, value: string) =>
        it.raw({
          method: 'PUT',
          key,
          payload: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          headers: {
            'content-encoding': 'aws-chunked',
            'x-amz-decoded-content-length': String(CHECKSUM_TEXT.length),
            'x-amz-trailer': header,
          },
          body: awsChunked([Buffer.from(CHECKSUM_TEXT)], { trailer: [header, value] }),
        })

      // By hand, because the SDK refuses to read what it cannot verify by itself.
      const read = async (key: string) => {
        const headers = { 'x-amz-checksum-mode': 'ENABLED' }
        const response = await it.raw({ method: 'GET', key, headers })
        return [response.headers[header], response.body.toString()]
      }

      it.check(`${algorithm}: a right value is stored and given back when asked for`, async () => {
        const stored = await it.put(`right-${algorithm}`, CHECKSUM_TEXT, { [field]: right })
        expect(stored[field]).toBe(right)
        const head = await it.head(`right-${algorithm}`, { ChecksumMode: 'ENABLED' })
        expect([head[field], head.ChecksumType]).toEqual([right, 'FULL_OBJECT'])
        expect(await read(`right-${algorithm}`)).toEqual([right, CHECKSUM_TEXT])
        expect((await it.head(`right-${algorithm}`))[field]).toBeUndefined()
      })

      it.check(`${algorithm}: a wrong value is BadDigest and stores nothing`, async () => {
        const put = it.put(`wrong-${algorithm}`, CHECKSUM_TEXT, { [field]: wrong })
        expect(await outcome(put)).toBe('400 BadDigest')
        expect(await outcome(it.head(`wrong-${algorithm}`))).toBe('404 NotFound')
      })

      it.check(`${algorithm}: a right value may come in a trailer`, async () => {
        expect(verdict(await trailing(`trailer-${algorithm}`, right))).toBe('accepted')
        expect(await read(`trailer-${algorithm}`)).toEqual([right, CHECKSUM_TEXT])
      })

      it.check(`${algorithm}: a wrong value in a trailer is BadDigest`, async () => {
        const response = await trailing(`trailer-wrong-${algorithm}`, wrong)
        expect(verdict(response)).toBe('400 BadDigest')
        expect(await outcome(it.head(`trailer-wrong-${algorithm}`))).toBe('404 NotFound')
      })
    }

    for (const { algorithm, field, right } of checksumVectors) {
      if (!COMPUTED_BY_SDK.includes(algorithm)) continue
      it.check(`${algorithm}: what the SDK computes by itself is right`, async () => {
        await it.put(`sdk-${algorithm}`, CHECKSUM_TEXT, { ChecksumAlgorithm: algorithm })
        const head = await it.head(`sdk-${algorithm}`, { ChecksumMode: 'ENABLED' })
        expect(head[field]).toBe(right)
      })
    }

    it.check('an object put without a checksum gets a CRC64NVME', async () => {
      await it.raw({ method: 'PUT', key: 'default', body: CHECKSUM_TEXT })
      const head = await it.head('default', { ChecksumMode: 'ENABLED' })
      expect([head.ChecksumCRC64NVME, head.ChecksumType]).toEqual(['rosUhgp5mIg=', 'FULL_OBJECT'])
    })

    it.check('a checksum that is not base64 of its length is InvalidRequest', async () => {
      const headers = { 'x-amz-checksum-crc32': 'nonsense' }
      const response = await it.raw({ method: 'PUT', key: 'malformed', headers, body: 'x' })
      expect(verdict(response)).toBe('400 InvalidRequest')
    })

    it.check('two checksums at once are InvalidRequest', async () => {
      const put = it.put('two', CHECKSUM_TEXT, {
        ChecksumCRC32: 'y/Q5Jg==',
        ChecksumCRC32C: '4waSgw==',
      })
      expect(await outcome(put)).toBe('400 InvalidRequest')
    })

    it.check('an algorithm announced without a value is InvalidRequest', async () => {
      const headers = { 'x-amz-sdk-checksum-algorithm': 'CRC32' }
      const response = await it.raw({ method: 'PUT', key: 'announced', headers, body: 'x' })
      expect(verdict(response)).toBe('400 InvalidRequest')
    })

    it.check('the listing names the algorithm of each object', async () => {
      await it.put('listed', CHECKSUM_TEXT, { ChecksumSHA1: '98O8HYCOBHMq32eZZczDTKeuNEE=' })
      const list = new ListObjectsV2Command({ Bucket: it.bucket, Prefix: 'listed' })
      const { Contents = [] } = await it.s3.send(list)
      expect(Contents.map(({ ChecksumAlgorithm }) => ChecksumAlgorithm)).toEqual([['SHA1']])
    })
  })
}
