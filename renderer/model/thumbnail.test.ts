import { describe, expect, test } from 'vitest'
import { fileEntry } from '#shared/listing.ts'
import { mayHaveThumbnail } from './thumbnail.ts'

const asked = (name: string, size: number, storageClass = 'STANDARD') =>
  mayHaveThumbnail(fileEntry({ key: name, size, modified: 0, etag: 'e', storageClass }, ''))

describe('a thumbnail is asked for', () => {
  test('of pictures, whatever the case of their ending', () => {
    expect(asked('a.JPG', 1000)).toBe(true)
    expect(asked('b.avif', 1000)).toBe(true)
    expect(asked('c.txt', 1000)).toBe(false)
    expect(asked('png', 1000)).toBe(false)
  })

  test('never where reading waits for a restore, or has a price of its own', () => {
    expect(asked('a.jpg', 1000, 'DEEP_ARCHIVE')).toBe(false)
    expect(asked('a.jpg', 1000, 'GLACIER')).toBe(false)
    expect(asked('a.jpg', 1000, 'GLACIER_IR')).toBe(false)
    expect(asked('a.jpg', 1000, 'STANDARD_IA')).toBe(true)
  })

  test('of nothing too large to read, but for the small picture in a photo', () => {
    expect(asked('a.png', 17 * 1024 * 1024)).toBe(false)
    expect(asked('a.jpeg', 90 * 1024 * 1024)).toBe(true)
    expect(asked('a.png', 0)).toBe(false)
  })
})
