import { useEffect } from 'react'
import type { Area } from '../model/cells.ts'
import { isSelected, type RowSelection } from '../model/selection.ts'
import { GridRow } from './grid-row.tsx'
import type { Rows } from './rows.ts'
import { SweepBox } from './sweep-box.tsx'
import { useArrivals } from './use-arrivals.ts'
import type { Columns } from './use-columns.ts'
import { useDrawnRows } from './use-drawn-rows.ts'
import { useNow } from './use-now.ts'
import type { VirtualScroll } from './use-virtual-scroll.ts'
import type { ViewProps } from './view-props.ts'

interface GridRowsProps extends Pick<ViewProps, 'onLook' | 'dropRow'> {
  /** The id of the grid they are in. */
  readonly grid: string
  readonly scroll: VirtualScroll
  readonly rows: Rows
  readonly columns: Columns['shown']
  readonly selection: RowSelection
  /** The rectangle that selects, while there is one. */
  readonly sweep: Area | undefined
}

/** The rows of a table that are in sight: all that is drawn anew while one scrolls. */
export function GridRows(props: GridRowsProps) {
  const { grid, scroll, rows, columns, selection, dropRow, sweep, onLook } = props
  const { from, to, base, top, keyOf } = useDrawnRows(scroll)
  const { rowHeight } = scroll.track
  const now = useNow()
  useArrivals(rows)
  useEffect(() => onLook(from, to), [onLook, from, to])

  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  return (
    <>
      <div className="absolute inset-x-0 top-0" style={{ transform: `translateY(${top(base)}px)` }}>
        {drawn.map(index => (
          <GridRow
            key={keyOf(index)}
            grid={grid}
            index={index}
            row={rows.at(index)}
            columns={columns}
            top={(index - base) * rowHeight}
            height={rowHeight}
            selected={isSelected(selection, index)}
            focused={index === selection.focus}
            dropTarget={index === dropRow}
            now={now}
          />
        ))}
      </div>
      <SweepBox area={sweep} shift={top(0)} />
    </>
  )
}
