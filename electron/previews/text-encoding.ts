import { isUtf8 } from 'node:buffer'
import type { TextEncoding } from '#shared/preview.ts'

/** A letter of UTF-8 has at most so many bytes. */
const LONGEST_LETTER = 4

/**
 * How bytes are read as text; `undefined` when they are none. A byte order mark decides; else it
 * is UTF-8 where that is valid, and Western European where nothing speaks against it.
 *
 * @param complete whether the text ends with the bytes: else its last letter may be cut
 */
export function textEncodingOf(bytes: Uint8Array, complete: boolean): TextEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (!bytes.every(isTextByte)) return undefined
  if (isUtf8(complete ? bytes : withoutCutLetter(bytes))) return 'utf-8'
  return 'windows-1252'
}

/** All but the control characters that no text has: tab, line ends, form feed and escape pass. */
function isTextByte(byte: number): boolean {
  return (byte >= 0x20 && byte !== 0x7f) || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b
}

function withoutCutLetter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back < LONGEST_LETTER; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
    if (byte < 0x80) return bytes
  }
  return bytes
}
