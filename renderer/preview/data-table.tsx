// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table element cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the table itself scrolls by the keyboard
import { useMemo, useRef } from 'react'
import { useRowsInSight } from './use-rows-in-sight.ts'

interface DataTableProps {
  readonly label: string
  readonly columns: readonly string[]
  readonly total: number
  readonly cell: (row: number, column: number) => string
}

const ROW = 24
const HEADER = 26
/** More columns than these are not drawn; nobody reads them side by side. */
export const MOST_COLUMNS = 200

/** What a cell may show, in letters; the rest would only cost time. */
const CELL_LETTERS = 400

/** A table of any length: only the rows in sight are drawn. */
export function DataTable({ label, columns, total, cell }: DataTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { height, from, to, top, onScroll } = useRowsInSight(scroller, total, ROW, HEADER)
  const shown = columns.slice(0, MOST_COLUMNS)
  const template = useMemo(
    () => widthsOf(columns.slice(0, MOST_COLUMNS), total, cell),
    [columns, total, cell],
  )
  const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  return (
    <div
      ref={scroller}
      data-keeps-keys
      role="table"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      tabIndex={0}
      onScroll={onScroll}
      className="min-h-0 flex-1 overflow-auto overscroll-contain text-sm"
    >
      <div
        role="row"
        aria-rowindex={1}
        className="sticky top-0 z-10 grid w-max min-w-full border-b border-hairline bg-raised"
        style={{ gridTemplateColumns: template, height: HEADER }}
      >
        <span role="columnheader">
          <span className="sr-only">Row</span>
        </span>
        {shown.map((name, column) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same, columns stay
            key={column}
            role="columnheader"
            title={name}
            className="truncate border-l border-hairline px-2 py-1 font-semibold"
          >
            {name}
          </span>
        ))}
      </div>
      <div role="rowgroup" className="relative w-max min-w-full" style={{ height }}>
        {rows.map(row => (
          <div
            key={row}
            role="row"
            aria-rowindex={row + 2}
            className="absolute left-0 grid min-w-full border-b border-hairline/60"
            style={{ gridTemplateColumns: template, top: top(row), height: ROW }}
          >
            <span role="rowheader" className="tabular pt-1 pr-2 text-right text-secondary">
              {row + 1}
            </span>
            {shown.map((_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
              <Cell key={column} text={cell(row, column)} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function Cell({ text }: { readonly text: string }) {
  const number = /^-?[\d.,]+(e[+-]?\d+)?%?$/i.test(text)
  return (
    <span
      role="cell"
      title={text.length > 12 ? text.slice(0, 2000) : undefined}
      className={`selectable truncate border-l border-hairline/60 px-2 py-1 whitespace-pre ${number ? 'tabular text-right' : ''}`}
    >
      {text.slice(0, CELL_LETTERS)}
    </span>
  )
}

/** Widths by the longest of the first cells, within reason: they do not jump while one scrolls. */
function widthsOf(
  columns: readonly string[],
  total: number,
  cell: (row: number, column: number) => string,
): string {
  const digits = Math.max(3, String(total).length)
  const widths = columns.map((name, column) => {
    // Names are in bold.
    let longest = name.length * 1.2 + 1
    for (let row = 0; row < Math.min(total, 50); row++) {
      longest = Math.max(longest, cell(row, column).length)
    }
    return `${Math.min(320, Math.max(48, 18 + longest * 7))}px`
  })
  return [`${digits * 7 + 14}px`, ...widths].join(' ')
}
