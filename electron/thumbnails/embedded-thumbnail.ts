/** The small picture that a camera put into a JPEG, and what is needed to show it upright. */
export interface EmbeddedThumbnail {
  readonly bytes: Uint8Array
  /** EXIF, 1–8. */
  readonly orientation?: number
  /** Width by height of the whole picture, before it is turned. */
  readonly aspect?: number
}

/**
 * Finds the thumbnail in the first bytes of a JPEG: the second directory of its EXIF segment.
 * Whatever is damaged, or goes on beyond these bytes, is not there.
 *
 * @see CIPA DC-008 (Exif 2.32), 4.5.5 and 4.5.8
 */
export function embeddedThumbnail(head: Uint8Array): EmbeddedThumbnail | undefined {
  let exif: Uint8Array | undefined
  let aspect: number | undefined
  for (const { marker, body } of segments(head)) {
    if (marker === 0xe1 && latin(body, 0, 6) === 'Exif\0\0') exif ??= body.subarray(6)
    // Start of frame, but for the codes in between that are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const view = viewOf(body)
      if (body.length >= 5 && view.getUint16(1) > 0) aspect = view.getUint16(3) / view.getUint16(1)
      break
    }
  }
  const found = exif && thumbnailIn(exif)
  return found && { ...found, ...(aspect ? { aspect } : {}) }
}

function* segments(jpeg: Uint8Array): Generator<{ marker: number; body: Uint8Array }> {
  const view = viewOf(jpeg)
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1] ?? 0
    const length = view.getUint16(at + 2)
    // Start of scan: from here on it is the picture itself.
    if (marker === 0xda || length < 2) return
    yield { marker, body: jpeg.subarray(at + 4, at + 2 + length) }
    at += 2 + length
  }
}

function thumbnailIn(tiff: Uint8Array): Omit<EmbeddedThumbnail, 'aspect'> | undefined {
  try {
    const view = viewOf(tiff)
    const little = latin(tiff, 0, 2) === 'II'
    const main = directory(view, view.getUint32(4, little), little)
    if (main.next === 0) return undefined
    const { values } = directory(view, main.next, little)
    const start = values.get(0x0201) ?? 0
    const end = start + (values.get(0x0202) ?? 0)
    const bytes = tiff.subarray(start, end)
    const whole = end <= tiff.length && bytes[0] === 0xff && bytes[1] === 0xd8
    if (!whole) return undefined
    const orientation = main.values.get(0x0112)
    const known = orientation !== undefined && orientation >= 1 && orientation <= 8
    return { bytes, ...(known ? { orientation } : {}) }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The single numbers of a directory (types SHORT and LONG), and where the next one is. */
function directory(view: DataView, at: number, little: boolean) {
  const count = view.getUint16(at, little)
  const values = new Map<number, number>()
  for (let index = 0; index < count; index += 1) {
    const entry = at + 2 + index * 12
    const type = view.getUint16(entry + 2, little)
    const isShort = type === 3
    if (!isShort && type !== 4) continue
    const value = isShort ? view.getUint16(entry + 8, little) : view.getUint32(entry + 8, little)
    values.set(view.getUint16(entry, little), value)
  }
  return { values, next: view.getUint32(at + 2 + count * 12, little) }
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
