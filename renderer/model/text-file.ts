/** How a text is written as bytes: what must stay the same when it is edited. */
export interface TextFormat {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  readonly mark: boolean
  /** What ends a line. A text that mixes line ends keeps each `\r` as a letter of its line. */
  readonly lineEnd: '\n' | '\r\n' | '\r'
}

/** A text as it is edited. */
export interface TextFile {
  readonly text: string
  readonly format: TextFormat
}

const BYTE_ORDER_MARK = '\ufeff'

/**
 * Reads bytes as text that can be written again; `undefined` when that would give other bytes, as
 * with text that is not what it says it is.
 */
export function readTextFile(bytes: Uint8Array): TextFile | undefined {
  const encoding = encodingOf(bytes)
  let decoded: string
  try {
    decoded = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
  const mark = decoded.startsWith(BYTE_ORDER_MARK)
  const text = mark ? decoded.slice(1) : decoded
  const format = { encoding, mark, lineEnd: lineEndOf(text) }
  const again = writeTextFile(text, format)
  const same = again.length === bytes.length && again.every((byte, at) => byte === bytes[at])
  return same ? { text, format } : undefined
}

/** Writes a text as bytes; its lines end already as the format says. */
export function writeTextFile(
  text: string,
  { encoding, mark }: TextFormat,
): Uint8Array<ArrayBuffer> {
  const whole = mark ? BYTE_ORDER_MARK + text : text
  if (encoding === 'utf-8') return new TextEncoder().encode(whole)
  const bytes = new Uint8Array(whole.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < whole.length; at++) {
    view.setUint16(at * 2, whole.charCodeAt(at), encoding === 'utf-16le')
  }
  return bytes
}

function encodingOf(bytes: Uint8Array): TextFormat['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function lineEndOf(text: string): TextFormat['lineEnd'] {
  const both = text.split('\r\n').length - 1
  const feeds = text.split('\n').length - 1
  const returns = text.split('\r').length - 1
  if (both > 0 && both === feeds && both === returns) return '\r\n'
  if (returns > 0 && feeds === 0) return '\r'
  return '\n'
}
