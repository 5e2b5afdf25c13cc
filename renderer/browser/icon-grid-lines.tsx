// biome-ignore-all lint/a11y/useSemanticElements: the cells of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its cell
import { useEffect } from 'react'
import { type Area, CELL_MARGIN, type CellLayout } from '../model/cells.ts'
import { isSelected, type RowSelection } from '../model/selection.ts'
import { GridCell } from './grid-cell.tsx'
import type { Row, Rows } from './rows.ts'
import { SweepBox } from './sweep-box.tsx'
import { useArrivals } from './use-arrivals.ts'
import { useDrawnRows } from './use-drawn-rows.ts'
import type { VirtualScroll } from './use-virtual-scroll.ts'
import type { ViewProps } from './view-props.ts'

interface IconGridLinesProps extends Pick<ViewProps, 'onLook' | 'dropRow'> {
  /** The id of the grid they are in. */
  readonly grid: string
  readonly scroll: VirtualScroll
  readonly rows: Rows
  readonly layout: CellLayout
  readonly thumbnailOf: (row: Row) => string | undefined
  readonly selection: RowSelection
  /** The rectangle that selects, while there is one. */
  readonly sweep: Area | undefined
}

/** The lines of cells that are in sight: all that is drawn anew while one scrolls. */
export function IconGridLines(props: IconGridLinesProps) {
  const { scroll, rows, layout, selection, onLook } = props
  const { perLine, cellWidth, cellHeight, picture } = layout
  const { from, to, top } = useDrawnRows(scroll)
  useArrivals(rows)
  const firstRow = from * perLine
  const lastRow = Math.min(rows.total, to * perLine)
  useEffect(() => onLook(firstRow, lastRow), [onLook, firstRow, lastRow])

  const cell = (index: number, column: number, top: number) => {
    const row = rows.at(index)
    return (
      <GridCell
        key={index}
        grid={props.grid}
        index={index}
        column={column}
        row={row}
        thumbnail={row && props.thumbnailOf(row)}
        left={CELL_MARGIN + column * cellWidth}
        top={top}
        width={cellWidth}
        height={cellHeight}
        picture={picture}
        selected={isSelected(selection, index)}
        focused={index === selection.focus}
        dropTarget={index === props.dropRow}
      />
    )
  }
  const line = (index: number) => {
    const start = index * perLine
    const count = Math.min(perLine, rows.total - start)
    return (
      <div key={index} role="row" aria-rowindex={index + 1}>
        {Array.from({ length: count }, (_, column) => cell(start + column, column, top(index)))}
      </div>
    )
  }

  return (
    <>
      {Array.from({ length: Math.max(0, to - from) }, (_, index) => line(from + index))}
      <SweepBox area={props.sweep} shift={top(0)} />
    </>
  )
}
