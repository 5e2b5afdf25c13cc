import type { PreviewKind } from '#shared/preview.ts'

/** What a file is by its first bytes. */
export interface Magic {
  readonly kind: Extract<PreviewKind, 'image' | 'pdf' | 'audio' | 'video' | 'parquet'>
  readonly mediaType: string
}

/** At least so many first bytes decide. */
const PDF_HEADER_WITHIN = 1024

/** So many pairs of two letters as bytes: the brands of an MP4 file that say it only sounds. */
const SOUND_BRANDS = new Set(['M4A ', 'M4B ', 'M4P '])
const PICTURE_BRANDS = new Set(['avif', 'avis'])
/** Pictures that no browser engine of ours shows. */
const OTHER_BRANDS = new Set(['heic', 'heix', 'hevc', 'mif1', 'msf1'])

/**
 * Recognises what can be shown by its bytes, whatever it is called: names and types come from
 * whoever stored the object.
 *
 * @see https://mimesniff.spec.whatwg.org/
 */
export function magicOf(bytes: Uint8Array): Magic | undefined {
  const text = (from: number, to: number) => latin1(bytes, from, to)
  const starts = (...expected: number[]) => expected.every((byte, at) => bytes[at] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return image('image/png')
  if (starts(0xff, 0xd8, 0xff)) return image('image/jpeg')
  if (/^GIF8[79]a$/.test(text(0, 6))) return image('image/gif')
  if (text(0, 4) === 'RIFF') {
    if (text(8, 12) === 'WEBP') return image('image/webp')
    if (text(8, 12) === 'WAVE') return audio('audio/wav')
  }
  if (starts(0, 0, 1, 0) && bytes[4] !== 0) return image('image/x-icon')
  if (text(0, 2) === 'BM' && bytes.length > 26 && starts16(bytes, 6, 0)) return image('image/bmp')
  if (text(4, 8) === 'ftyp') return isoMedia(text(8, 12))
  if (starts(0x1a, 0x45, 0xdf, 0xa3)) return { kind: 'video', mediaType: 'video/webm' }
  if (text(0, 4) === 'OggS') return ogg(text(28, 36))
  if (text(0, 4) === 'fLaC') return audio('audio/flac')
  if (text(0, 3) === 'ID3') return audio('audio/mpeg')
  if (bytes[0] === 0xff && isAdts(bytes[1])) return audio('audio/aac')
  if (bytes[0] === 0xff && isMpegLayer3(bytes)) return audio('audio/mpeg')
  if (text(0, 4) === 'PAR1') {
    return { kind: 'parquet', mediaType: 'application/vnd.apache.parquet' }
  }
  if (text(0, PDF_HEADER_WITHIN).includes('%PDF-')) {
    return { kind: 'pdf', mediaType: 'application/pdf' }
  }
  return undefined
}

/** Whether the bytes begin a gzip member (RFC 1952 section 2.3), deflated as all are. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8
}

function image(mediaType: string): Magic {
  return { kind: 'image', mediaType }
}

function audio(mediaType: string): Magic {
  return { kind: 'audio', mediaType }
}

function isoMedia(brand: string): Magic | undefined {
  if (PICTURE_BRANDS.has(brand)) return image('image/avif')
  if (OTHER_BRANDS.has(brand)) return undefined
  if (SOUND_BRANDS.has(brand)) return audio('audio/mp4')
  // Browsers play what is in a QuickTime file when it is called an MP4.
  return { kind: 'video', mediaType: 'video/mp4' }
}

function ogg(codec: string): Magic {
  return codec.includes('theora') ? { kind: 'video', mediaType: 'video/ogg' } : audio('audio/ogg')
}

/** An ADTS header: sync word, layer 0. */
function isAdts(second: number | undefined): boolean {
  return second !== undefined && (second & 0xf6) === 0xf0
}

/** An MPEG audio frame of layer III with a bit rate and a sampling rate that exist. */
function isMpegLayer3([, second = 0, third = 0]: Uint8Array): boolean {
  const version = (second >> 3) & 3
  return (second & 0xe6) === 0xe2 && version !== 1 && third >> 4 !== 15 && ((third >> 2) & 3) !== 3
}

function starts16(bytes: Uint8Array, at: number, value: number): boolean {
  return bytes[at] === value && bytes[at + 1] === value
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}
