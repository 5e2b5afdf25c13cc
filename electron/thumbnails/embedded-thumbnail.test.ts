import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { embeddedThumbnail } from './embedded-thumbnail.ts'
import { photoHead } from './photo-head.test-data.ts'

const SMALL = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')

const photo = (more: { little?: boolean; orientation?: number; thumbnail?: Buffer } = {}) =>
  photoHead(more.thumbnail ?? SMALL, more.orientation ?? 6, 3000, 2000, more.little)

describe('the thumbnail inside a photo', () => {
  test('is found with how the camera was held and the shape of the whole', () => {
    for (const little of [true, false]) {
      expect(embeddedThumbnail(photo({ little }))).toEqual({
        bytes: SMALL,
        orientation: 6,
        aspect: 1.5,
      })
    }
  })

  test('is not there when it goes on beyond what was read', () => {
    expect(embeddedThumbnail(photo().subarray(0, 60))).toBeUndefined()
  })

  test('is not taken for one when it is something else', () => {
    expect(embeddedThumbnail(photo({ thumbnail: Buffer.from('<svg>') }))).toBeUndefined()
    expect(embeddedThumbnail(photo({ orientation: 99 }))?.orientation).toBeUndefined()
  })

  test('never makes a damaged photo an error', () => {
    const whole = photo()
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
        changes => {
          const damaged = Buffer.from(whole)
          for (const [at, value] of changes) damaged[at] = value
          embeddedThumbnail(damaged)
        },
      ),
      { seed: 7, numRuns: 500 },
    )
  })
})
