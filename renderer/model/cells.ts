import type { Settings } from '#shared/settings.ts'
import type { RowRange } from './selection.ts'

/** The cells of a grid: as many side by side as fit, sharing out the room that is left. */
export interface CellLayout {
  readonly total: number
  readonly perLine: number
  readonly lines: number
  readonly cellWidth: number
  readonly cellHeight: number
  /** The longer side that a picture may have. */
  readonly picture: number
}

/** A rectangle in the coordinates of all cells, in CSS pixels. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Left and right of the lines. */
export const CELL_MARGIN = 8
/** Above, between and below picture and name. */
const PADDING = 8
const NAME_HEIGHT = 2 * 16
/** What a cell has around what one sees of it: a rectangle has to reach further in. */
const INSET = 4

const SIZES: Record<Settings['cellSize'], { width: number; picture: number }> = {
  small: { width: 100, picture: 56 },
  medium: { width: 136, picture: 96 },
  large: { width: 204, picture: 168 },
}

/** How the cells of a listing are laid out in a width of CSS pixels. */
export function cellLayout(width: number, total: number, size: Settings['cellSize']): CellLayout {
  const { width: least, picture } = SIZES[size]
  const room = Math.max(least, width - 2 * CELL_MARGIN)
  const perLine = Math.floor(room / least)
  return {
    total,
    perLine,
    lines: Math.ceil(total / perLine),
    cellWidth: room / perLine,
    cellHeight: PADDING + picture + PADDING + NAME_HEIGHT + PADDING,
    picture,
  }
}

/** The cell a navigation key leads to; `undefined` when the key is no such key. */
export function cellForKey(
  key: string,
  { focus, total, perLine, pageLines }: MoveFrom,
): number | undefined {
  const last = total - 1
  if (last < 0) return undefined
  const from = Math.max(0, focus)
  const vertical = (lines: number) => {
    if (focus < 0) return lines > 0 ? 0 : last
    const target = from + lines * perLine
    if (target < 0) return lines === -1 ? from : from % perLine
    if (target <= last) return target
    // The last line may be shorter: whoever is above its gap still gets down to it.
    const isOnLastLine = Math.floor(from / perLine) === Math.floor(last / perLine)
    return isOnLastLine ? from : last
  }
  switch (key) {
    case 'ArrowRight':
      return focus < 0 ? 0 : Math.min(last, from + 1)
    case 'ArrowLeft':
      return focus < 0 ? last : Math.max(0, from - 1)
    case 'ArrowDown':
      return vertical(1)
    case 'ArrowUp':
      return vertical(-1)
    case 'PageDown':
      return vertical(pageLines)
    case 'PageUp':
      return vertical(-pageLines)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}

interface MoveFrom {
  readonly focus: number
  readonly total: number
  readonly perLine: number
  readonly pageLines: number
}

/** The cells that a rectangle touches. Whole lines one after the other are one range. */
export function cellsIn(layout: CellLayout, area: Area): RowRange[] {
  const { total, perLine, lines, cellWidth, cellHeight } = layout
  const x = touched(area.left - CELL_MARGIN, area.right - CELL_MARGIN, cellWidth, perLine)
  const y = touched(area.top, area.bottom, cellHeight, lines)
  if (x.from >= x.to || y.from >= y.to) return []
  const upTo = (cell: number) => Math.min(total, cell)
  if (x.from === 0 && x.to === perLine) {
    return [{ from: y.from * perLine, to: upTo(y.to * perLine) }]
  }
  return Array.from({ length: y.to - y.from }, (_, index) => {
    const start = (y.from + index) * perLine
    return { from: start + x.from, to: upTo(start + x.to) }
  }).filter(({ from, to }) => from < to)
}

/** The rows of a list that a rectangle touches. */
export function rowsIn(total: number, rowHeight: number, { top, bottom }: Area): RowRange[] {
  const from = Math.max(0, Math.floor(top / rowHeight))
  const to = Math.min(total, Math.ceil(bottom / rowHeight))
  return from < to ? [{ from, to }] : []
}

function touched(start: number, end: number, length: number, count: number): RowRange {
  return {
    from: Math.max(0, Math.floor((start + INSET) / length)),
    to: Math.min(count, Math.ceil((end - INSET) / length)),
  }
}
