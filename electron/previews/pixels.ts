import type { Pixels } from '#shared/preview.ts'

/**
 * The size of a picture by its header, so that one too large to decode is never handed to a
 * decoder. `undefined` when the bytes do not tell.
 */
export function pixelsOf(bytes: Uint8Array, mediaType: string): Pixels | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return measured(view, mediaType)
  } catch (error) {
    // The header goes on after these bytes.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function measured(view: DataView, mediaType: string): Pixels | undefined {
  switch (mediaType) {
    case 'image/png':
      return { width: view.getUint32(16), height: view.getUint32(20) }
    case 'image/gif':
      return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
    case 'image/bmp':
      return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
    case 'image/x-icon':
      return largestIcon(view)
    case 'image/jpeg':
      return jpeg(view)
    case 'image/webp':
      return webp(view)
    case 'image/avif':
      return avif(view)
    default:
      return undefined
  }
}

/** An icon may hold a PNG larger than its own byte-sized fields tell; those say 0 for 256. */
function largestIcon(view: DataView): Pixels | undefined {
  let largest: Pixels | undefined
  const count = Math.min(view.getUint16(4, true), 64)
  for (let icon = 0; icon < count; icon++) {
    const entry = 6 + icon * 16
    const at = view.getUint32(entry + 12, true)
    const png = at + 24 <= view.byteLength && view.getUint32(at) === 0x89504e47
    const width = png ? view.getUint32(at + 16) : view.getUint8(entry) || 256
    const height = png ? view.getUint32(at + 20) : view.getUint8(entry + 1) || 256
    if (!largest || width * height > largest.width * largest.height) largest = { width, height }
  }
  return largest
}

/** Walks the segments to the frame header (ITU T.81, B.2.2). */
function jpeg(view: DataView): Pixels | undefined {
  let at = 2
  for (;;) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    if (marker === 0xda || marker === 0xd9) return undefined
    at += 2 + view.getUint16(at + 2)
  }
}

/** @see https://developers.google.com/speed/webp/docs/riff_container */
function webp(view: DataView): Pixels | undefined {
  const low = (at: number, bits: number) => view.getUint32(at, true) & (2 ** bits - 1)
  switch (view.getUint32(12)) {
    case 0x56503858: // VP8X
      return { width: 1 + low(24, 24), height: 1 + (view.getUint32(26, true) >>> 8) }
    case 0x5650384c: // VP8L
      return { width: 1 + low(21, 14), height: 1 + ((view.getUint32(21, true) >>> 14) & 0x3fff) }
    case 0x56503820: // VP8
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    default:
      return undefined
  }
}

/** The largest `ispe` box: the sizes of all items, the picture's own among them (ISO 23008-12). */
function avif(view: DataView): Pixels | undefined {
  let largest: Pixels | undefined
  const end = Math.min(view.byteLength - 20, 64 * 1024)
  for (let at = 0; at <= end; at++) {
    if (view.getUint32(at) !== 0x69737065) continue
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    if (!largest || found.width * found.height > largest.width * largest.height) largest = found
  }
  return largest
}
