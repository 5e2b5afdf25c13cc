/** A column of rows of one height behind a window on it. Lengths in CSS pixels. */
export interface Track {
  readonly total: number
  readonly rowHeight: number
  /** Height of the window on the rows. */
  readonly viewport: number
}

/**
 * [Note: Scaled scroll] Browsers cap the height of an element near 16.7 million device pixels.
 * Longer tracks get an element of this height, and a place in it stands for a place in the rows
 * by proportion: both ends meet, so every row can be reached. The `offset` (pixels into the full
 * column) is the truth; the element's scroll position follows from it.
 */
export const MAX_ELEMENT_HEIGHT = 6_000_000

const OVERSCAN = 8

/** The height of the element that is scrolled. */
export function elementHeight(track: Track): number {
  return Math.min(columnHeight(track), MAX_ELEMENT_HEIGHT)
}

/** Whether one pixel of scroll stands for more than one pixel of rows. */
export function isScaled(track: Track): boolean {
  return columnHeight(track) > MAX_ELEMENT_HEIGHT
}

/** The offset that a scroll position stands for. */
export function offsetAt(track: Track, scrollTop: number): number {
  return clampOffset(track, wholeIfScaled(track, scrollTop * ratio(track)))
}

/** The scroll position that stands for an offset. */
export function scrollTopAt(track: Track, offset: number): number {
  return wholeIfScaled(track, clampOffset(track, offset) / ratio(track))
}

export function clampOffset(track: Track, offset: number): number {
  return Math.min(Math.max(0, offset), Math.max(0, columnHeight(track) - track.viewport))
}

/**
 * The rows to draw: those in sight and, where the browser may scroll ahead of us, some on either
 * side. On a scaled track it cannot: rows come into sight there by being drawn.
 */
export function rowsToDraw(track: Track, offset: number): { from: number; to: number } {
  const overscan = isScaled(track) ? 0 : OVERSCAN
  const first = Math.floor(offset / track.rowHeight)
  const last = Math.ceil((offset + track.viewport) / track.rowHeight)
  return { from: Math.max(0, first - overscan), to: Math.min(track.total, last + overscan) }
}

/** Where a row stands inside the scrolled element. */
export function rowTop(track: Track, offset: number, row: number): number {
  return row * track.rowHeight - offset + scrollTopAt(track, offset)
}

/** The nearest offset at which the whole row is in sight. */
export function offsetToReveal(track: Track, offset: number, row: number): number {
  const top = row * track.rowHeight
  if (top < offset) return clampOffset(track, top)
  const bottom = top + track.rowHeight
  if (bottom > offset + track.viewport) return clampOffset(track, bottom - track.viewport)
  return offset
}

function columnHeight({ total, rowHeight }: Track): number {
  return total * rowHeight
}

/** Between two pixels text is blurred, and rows are drawn slowly. */
function wholeIfScaled(track: Track, pixels: number): number {
  return isScaled(track) ? Math.round(pixels) : pixels
}

function ratio(track: Track): number {
  const scrollable = elementHeight(track) - track.viewport
  return scrollable <= 0 ? 1 : (columnHeight(track) - track.viewport) / scrollable
}
