import type { Readable } from 'node:stream'
import { AppError } from '#shared/errors.ts'
import type { DecoderAsk } from './decoder.ts'
import { embeddedThumbnail } from './embedded-thumbnail.ts'
import { pictureFormat } from './picture-format.ts'

/** What is needed of an object: some of its bytes, and how many there are. */
export interface PictureSource {
  read(
    range: { readonly start: number; readonly end: number },
    signal: AbortSignal,
  ): Promise<{ readonly stream: Readable; readonly size: number; readonly totalSize: number }>
}

/** Enough for what a camera writes before the picture itself. */
const HEAD = 64 * 1024
/** A picture of up to so many bytes is read whole, even when it has a thumbnail inside. */
const SMALL = 512 * 1024
/** Larger than this, no object is read for a thumbnail. */
const MOST = 16 * 1024 * 1024

/**
 * Reads as little of an object as its thumbnail needs: its first 64 KiB, and only when no camera
 * has put a small picture in there, the rest. `undefined` when it is no picture, or too large.
 */
export async function readPicture(
  source: PictureSource,
  signal: AbortSignal,
): Promise<DecoderAsk | undefined> {
  const head = await firstBytes(source, signal)
  if (!head) return undefined
  const { bytes, totalSize } = head
  const format = pictureFormat(bytes)
  if (format === undefined) return undefined
  if (format === 'jpeg' && totalSize > SMALL) {
    const inside = embeddedThumbnail(bytes)
    if (inside) return inside
  }
  if (totalSize > MOST) return undefined
  if (totalSize <= bytes.length) return { bytes }
  const rest = await read(source, { start: bytes.length, end: totalSize - 1 }, signal)
  return { bytes: Buffer.concat([bytes, rest.bytes]) }
}

async function firstBytes(source: PictureSource, signal: AbortSignal) {
  try {
    return await read(source, { start: 0, end: HEAD - 1 }, signal)
  } catch (error) {
    // Of an empty object there is no range; a server without ranges would send all of it.
    const none = error instanceof AppError && ['invalid', 'not-supported'].includes(error.code)
    if (none) return undefined
    throw error
  }
}

async function read(
  source: PictureSource,
  range: { start: number; end: number },
  signal: AbortSignal,
) {
  const { stream, size, totalSize } = await source.read(range, signal)
  if (size > range.end - range.start + 1) {
    stream.destroy()
    throw new AppError({
      code: 'not-supported',
      message: 'The server sent more than was asked for.',
      remedy: 'Turn thumbnails off in the settings.',
    })
  }
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return { bytes: Buffer.concat(chunks), totalSize }
}
