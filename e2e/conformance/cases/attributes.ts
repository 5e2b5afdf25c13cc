import {
  GetObjectAttributesCommand,
  type GetObjectAttributesCommandOutput,
  ObjectAttributes,
} from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { outcome } from '../check.ts'
import { CHECKSUM_TEXT } from '../checksum-vectors.ts'
import { LAST_PART, LEAST_PART, Multipart } from '../multipart-upload.ts'
import type { Subject } from '../subject.ts'

/** GetObjectAttributes: what HEAD tells and what ListParts told, for a finished object. */
export function attributes(subject: Subject): void {
  area(subject, 'attributes', it => {
    const ask = (Key: string): Promise<GetObjectAttributesCommandOutput> =>
      it.s3.send(
        new GetObjectAttributesCommand({
          Bucket: it.bucket,
          Key,
          ObjectAttributes: Object.values(ObjectAttributes),
        }),
      )

    it.check('size, unquoted ETag and checksum of an object', async () => {
      await it.put('plain', CHECKSUM_TEXT, { ChecksumCRC32: 'y/Q5Jg==' })
      const { ObjectSize, ETag, Checksum, ObjectParts } = await ask('plain')
      expect({ ObjectSize, ETag, crc: Checksum?.ChecksumCRC32, ObjectParts }).toEqual({
        ObjectSize: 9,
        ETag: '25f9e794323b453885f5181f1b624d0b',
        crc: 'y/Q5Jg==',
        ObjectParts: undefined,
      })
    })

    it.check('the number of parts of an object that came in parts', async () => {
      const upload = await Multipart.create(it, 'parts')
      await upload.complete(await upload.parts([LEAST_PART, LAST_PART]))
      const { ObjectSize, ObjectParts } = await ask('parts')
      expect([ObjectSize, ObjectParts?.TotalPartsCount]).toEqual([
        LEAST_PART.length + LAST_PART.length,
        2,
      ])
    })

    it.check('attributes of a missing object are NoSuchKey', async () => {
      expect(await outcome(ask('missing'))).toBe('404 NoSuchKey')
    })
  })
}
