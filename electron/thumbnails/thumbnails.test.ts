import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { decoderScript, forkDecoder } from './decoder-process.ts'
import { photoHead } from './photo-head.test-data.ts'
import { Thumbnails } from './thumbnails.ts'

const folder = await mkdtemp(join(tmpdir(), 'pail-thumbnails-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const open: Thumbnails[] = []
afterEach(() => {
  for (const thumbnails of open.splice(0)) thumbnails.close()
})

const object = (key: string, etag = 'e') => ({ profileId: 'p', bucket: 'b', key, etag })
const never = new AbortController().signal

/** A bucket in memory that remembers which ranges were read. */
function bucket(objects: Record<string, Buffer>) {
  const ranges: string[] = []
  const thumbnails = (more: { limit?: number; enabled?: () => boolean; at?: string } = {}) => {
    const made = new Thumbnails({
      folder: join(folder, more.at ?? Math.random().toString(36)),
      enabled: more.enabled ?? (() => true),
      ...(more.limit === undefined ? {} : { limit: more.limit }),
      open: async ({ key }) => ({
        read: async ({ start, end }) => {
          ranges.push(`${key} ${start}-${end}`)
          const bytes = objects[key]
          if (!bytes) throw new AppError({ code: 'denied', message: 'No.', remedy: 'Ask.' })
          const part = bytes.subarray(start, end + 1)
          return { stream: Readable.from([part]), size: part.length, totalSize: bytes.length }
        },
      }),
    })
    open.push(made)
    return made
  }
  return { ranges, thumbnails }
}

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })

describe('a thumbnail', () => {
  test('of each format a browser shows is a small WebP of the same shape', async () => {
    const objects = {
      'a.jpg': await noise(800, 400).jpeg().toBuffer(),
      'b.png': await noise(800, 400).png().toBuffer(),
      'c.webp': await noise(800, 400).webp().toBuffer(),
      'd.gif': await noise(80, 40).gif().toBuffer(),
      'e.avif': await noise(80, 40).avif({ effort: 0 }).toBuffer(),
      'f.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"/>'),
    }
    const thumbnails = bucket(objects).thumbnails()
    for (const key of Object.keys(objects)) {
      const bytes = await thumbnails.get(object(key), never)
      const { format, width, height } = await sharp(bytes).metadata()
      expect({ key, format, shape: width / height }).toEqual({ key, format: 'webp', shape: 2 })
      expect(width).toBeLessThanOrEqual(336)
    }
  })

  test('of a large photo is the one its camera made, upright and without bars', async () => {
    // Red above blue as it lies in the file; the camera was turned, so red belongs to the right.
    const half = await sharp({ create: { width: 160, height: 40, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const small = await sharp({
      create: { width: 160, height: 120, channels: 3, background: 'blue' },
    })
      .composite([{ input: half, gravity: 'north' }])
      .jpeg({ quality: 95 })
      .toBuffer()
    const photo = Buffer.concat([photoHead(small, 6, 1600, 800), Buffer.alloc(600_000)])
    const { ranges, thumbnails } = bucket({ 'a.jpg': photo })
    const bytes = await thumbnails().get(object('a.jpg'), never)
    expect(ranges).toEqual(['a.jpg 0-65535'])
    const { data, info } = await sharp(bytes)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([80, 160])
    const at = (x: number, y: number) => [...data.subarray((y * 80 + x) * 3, (y * 80 + x) * 3 + 3)]
    expect(at(74, 80)[0]).toBeGreaterThan(200)
    expect(at(5, 80)[2]).toBeGreaterThan(200)
  })

  test('is read once for each version of an object, and once more after a clearing', async () => {
    const small = await noise(30, 30).png().toBuffer()
    const { ranges, thumbnails } = bucket({ 'a.png': small })
    const service = thumbnails({ at: 'kept' })
    await service.get(object('a.png'), never)
    await service.get(object('a.png'), never)
    expect(ranges).toEqual(['a.png 0-65535'])
    const again = thumbnails({ at: 'kept' })
    await again.get(object('a.png'), never)
    expect(ranges).toHaveLength(1)
    await again.get(object('a.png', 'other'), never)
    expect(ranges).toHaveLength(2)
    await again.clear()
    expect(await again.usage()).toMatchObject({ bytes: 0 })
    expect(await readdir(join(folder, 'kept'))).toEqual([])
    await again.get(object('a.png'), never)
    expect(ranges).toHaveLength(3)
  })

  test('of what is no picture, or far too large a one, costs one request and no more', async () => {
    const bomb = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"><rect/></svg>',
    )
    const { ranges, thumbnails } = bucket({
      'text.png': Buffer.from('not a picture'),
      'bomb.svg': bomb,
      'huge.png': Buffer.concat([await noise(9, 9).png().toBuffer(), Buffer.alloc(17_000_000)]),
    })
    const service = thumbnails()
    for (const key of ['text.png', 'bomb.svg', 'huge.png']) {
      expect(await service.get(object(key), never)).toBeUndefined()
      expect(await service.get(object(key), never)).toBeUndefined()
    }
    expect(ranges).toHaveLength(3)
  })

  test('is not made when the user wants none, nor when one has scrolled on', async () => {
    const { ranges, thumbnails } = bucket({ 'a.png': await noise(9, 9).png().toBuffer() })
    expect(await thumbnails({ enabled: () => false }).get(object('a.png'), never)).toBeUndefined()
    const service = thumbnails()
    await expect(service.get(object('a.png'), AbortSignal.abort())).rejects.toThrow()
    expect(ranges).toEqual([])
    expect(await service.get(object('a.png'), never)).toBeDefined()
  })

  test('that could not be read is tried again', async () => {
    const { ranges, thumbnails } = bucket({})
    const service = thumbnails()
    await expect(service.get(object('a.png'), never)).rejects.toThrow('No.')
    await expect(service.get(object('a.png'), never)).rejects.toThrow('No.')
    expect(ranges).toHaveLength(2)
  })

  test('makes room for the next when there are too many, and goes with its profile', async () => {
    const objects: Record<string, Buffer> = {}
    for (const name of ['a', 'b', 'c']) objects[name] = await noise(200, 200).png().toBuffer()
    const { ranges, thumbnails } = bucket(objects)
    const service = thumbnails({ limit: 30_000 })
    const sizes: number[] = []
    for (const name of ['a', 'b', 'a', 'c']) {
      sizes.push((await service.get(object(name), never))?.length ?? 0)
    }
    expect(Math.max(...sizes) * 3).toBeGreaterThan(30_000)
    const { bytes } = await service.usage()
    expect(bytes).toBeLessThanOrEqual(30_000)
    expect(bytes).toBeGreaterThan(0)
    // The one that was not looked at for longest is gone.
    const before = ranges.length
    await service.get(object('c'), never)
    expect(ranges).toHaveLength(before)
    await service.keepProfiles(['q'])
    expect(await service.usage()).toMatchObject({ bytes: 0 })
  })

  test('survives a decoder that dies', async () => {
    let starts = 0
    const picture = await noise(9, 9).png().toBuffer()
    const service = new Thumbnails({
      folder: join(folder, 'dying'),
      enabled: () => true,
      start: script => {
        starts += 1
        const process = forkDecoder(script)
        if (starts === 1) process.kill()
        return process
      },
      open: async () => ({
        read: async () => ({
          stream: Readable.from([picture]),
          size: picture.length,
          totalSize: picture.length,
        }),
      }),
    })
    open.push(service)
    expect(await service.get(object('a'), never)).toBeUndefined()
    expect(await service.get(object('b'), never)).toBeDefined()
    expect(decoderScript().pathname).toMatch(/decoder-child\.ts$/)
  })
})
