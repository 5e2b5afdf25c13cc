/** Rows `from` (inclusive) to `to` (exclusive). */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/**
 * The selected rows of a listing, as ranges: selecting all of ten million rows is one range.
 * Ranges are sorted, apart from each other and never empty. `focus` is the row the keyboard is
 * on, `anchor` the row a shift selection starts from; both are -1 when there is none.
 */
export interface RowSelection {
  readonly ranges: readonly RowRange[]
  readonly anchor: number
  readonly focus: number
}

export type SelectionAction =
  /** A click or an arrow key: this row and nothing else. */
  | { readonly type: 'pick'; readonly row: number }
  /** With ctrl and an arrow key: the keyboard moves on, what is selected stays. */
  | { readonly type: 'focus'; readonly row: number }
  /** With ctrl or cmd: this row in or out. */
  | { readonly type: 'toggle'; readonly row: number }
  /** With shift: from the anchor to this row. `add` (ctrl too) keeps what was selected. */
  | { readonly type: 'extend'; readonly row: number; readonly add: boolean }
  /** A rectangle drawn with the mouse: what it touches now, besides what was selected before. */
  | {
      readonly type: 'sweep'
      readonly touched: readonly RowRange[]
      readonly before: readonly RowRange[]
      readonly focus: number
    }
  | { readonly type: 'all'; readonly total: number }
  /** What was selected is not, and the other way around. */
  | { readonly type: 'invert'; readonly total: number }
  | { readonly type: 'clear' }
  /** Rows moved: what stood on a row now stands on `moved.get(row)`, or nowhere. */
  | { readonly type: 'relocate'; readonly moved: ReadonlyMap<number, number> }

export const NOTHING_SELECTED: RowSelection = { ranges: [], anchor: -1, focus: -1 }

/** Up to so many rows are found again one by one; of more, only the ends of each range. */
export const MOST_FOLLOWED = 64

/** The one place where a selection changes. */
export function select(selection: RowSelection, action: SelectionAction): RowSelection {
  switch (action.type) {
    case 'pick':
      return { ranges: [single(action.row)], anchor: action.row, focus: action.row }
    case 'focus':
      return { ...selection, focus: action.row }
    case 'toggle':
      return {
        ranges: isSelected(selection, action.row)
          ? without(selection.ranges, action.row)
          : merge([...selection.ranges, single(action.row)]),
        anchor: action.row,
        focus: action.row,
      }
    case 'extend': {
      const anchor = selection.anchor < 0 ? action.row : selection.anchor
      const range = { from: Math.min(anchor, action.row), to: Math.max(anchor, action.row) + 1 }
      const ranges = action.add ? merge([...selection.ranges, range]) : [range]
      return { ranges, anchor, focus: action.row }
    }
    case 'sweep':
      return {
        ranges: merge([...action.before, ...action.touched]),
        anchor: action.touched.length === 0 ? selection.anchor : action.focus,
        focus: action.touched.length === 0 ? selection.focus : action.focus,
      }
    case 'all': {
      if (action.total === 0) return NOTHING_SELECTED
      const focus = Math.max(selection.focus, 0)
      return { ranges: [{ from: 0, to: action.total }], anchor: focus, focus }
    }
    case 'invert':
      return { ...selection, ranges: complement(selection.ranges, action.total) }
    case 'clear':
      return { ranges: [], anchor: selection.focus, focus: selection.focus }
    case 'relocate':
      return relocate(selection, action.moved)
    default:
      return action satisfies never
  }
}

export function isSelected({ ranges }: RowSelection, row: number): boolean {
  return ranges.some(range => row >= range.from && row < range.to)
}

export function countSelected({ ranges }: RowSelection): number {
  return ranges.reduce((sum, range) => sum + range.to - range.from, 0)
}

/** Every selected row in order; `undefined` when there are more than `most`. */
export function selectedRows(selection: RowSelection, most: number): number[] | undefined {
  if (countSelected(selection) > most) return undefined
  return selection.ranges.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, index) => from + index),
  )
}

/** The rows whose new places `relocate` needs to know. */
export function rowsToFollow(selection: RowSelection): number[] {
  const rows =
    selectedRows(selection, MOST_FOLLOWED) ??
    selection.ranges.flatMap(({ from, to }) => [from, to - 1])
  const marks = [selection.anchor, selection.focus].filter(row => row >= 0)
  return [...new Set([...rows, ...marks])]
}

/** The row a navigation key leads to; `undefined` when the key is no such key. */
export function rowForKey(
  key: string,
  { focus, total, pageRows }: { focus: number; total: number; pageRows: number },
): number | undefined {
  const last = total - 1
  if (last < 0) return undefined
  const clamp = (row: number) => Math.min(last, Math.max(0, row))
  switch (key) {
    case 'ArrowDown':
      return clamp(focus + 1)
    case 'ArrowUp':
      return focus < 0 ? last : clamp(focus - 1)
    case 'PageDown':
      return clamp(Math.max(focus, 0) + pageRows)
    case 'PageUp':
      return clamp(focus - pageRows)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}

function relocate(selection: RowSelection, moved: ReadonlyMap<number, number>): RowSelection {
  const small = selectedRows(selection, MOST_FOLLOWED)
  const ranges =
    small === undefined
      ? selection.ranges.flatMap(range => moveEnds(range, moved))
      : small.flatMap(row => moveEnds(single(row), moved))
  const mark = (row: number) => moved.get(row) ?? -1
  return { ranges: merge(ranges), anchor: mark(selection.anchor), focus: mark(selection.focus) }
}

function moveEnds({ from, to }: RowRange, moved: ReadonlyMap<number, number>): RowRange[] {
  const first = moved.get(from)
  const last = moved.get(to - 1)
  if (first === undefined || last === undefined || last < first) return []
  return [{ from: first, to: last + 1 }]
}

function single(row: number): RowRange {
  return { from: row, to: row + 1 }
}

function without(ranges: readonly RowRange[], row: number): RowRange[] {
  return ranges.flatMap(({ from, to }) =>
    row < from || row >= to
      ? [{ from, to }]
      : [
          { from, to: row },
          { from: row + 1, to },
        ].filter(part => part.from < part.to),
  )
}

/** The gaps between ranges, and what is before and after them. */
function complement(ranges: readonly RowRange[], total: number): RowRange[] {
  const starts = [0, ...ranges.map(({ to }) => to)]
  const ends = [...ranges.map(({ from }) => from), total]
  return starts
    .map((from, index) => ({ from, to: ends[index] ?? total }))
    .filter(({ from, to }) => from < to)
}

function merge(ranges: readonly RowRange[]): RowRange[] {
  const merged: RowRange[] = []
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && range.from <= last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
    } else merged.push(range)
  }
  return merged
}
