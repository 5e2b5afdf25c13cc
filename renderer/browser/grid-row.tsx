// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row
import { memo } from 'react'
import type { Placed } from '../model/column-layout.ts'
import { classNames } from '../ui/class-names.ts'
import type { Column } from './columns.ts'
import { RowCells } from './row-cells.tsx'
import type { Row } from './rows.ts'
import { DROP_RING } from './use-folder-drop.tsx'

interface GridRowProps {
  /** The id of the grid it is in. */
  readonly grid: string
  readonly index: number
  readonly row: Row | undefined
  readonly columns: readonly Placed<Column>[]
  readonly top: number
  readonly height: number
  readonly selected: boolean
  readonly focused: boolean
  /** Files are held over this folder. */
  readonly dropTarget: boolean
  /** Minute by minute, so that "5 min ago" stays true. */
  readonly now: number
}

/** The element id of a row, for `aria-activedescendant`. */
export function rowElementId(grid: string, index: number): string {
  return `${grid}row-${index}`
}

/** One row; a row that is not at hand yet has the height it will have. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { grid, index, row, columns, top, height, selected, focused, dropTarget, now } = props
  return (
    <div
      role="row"
      id={rowElementId(grid, index)}
      data-row={index}
      draggable={row !== undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)`, height }}
      className={classNames(
        // What is wrong with a name that is typed is said below it, over the next row.
        'absolute inset-x-1.5 top-0 flex items-center rounded-md has-[input]:z-10',
        selected ? 'bg-selection-quiet group-focus/grid:bg-selection' : 'hover:bg-hover',
        focused &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent',
        dropTarget && DROP_RING,
      )}
    >
      <RowCells row={row} columns={columns} now={now} />
    </div>
  )
})
