// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row
import { memo } from 'react'
import { classNames } from '../ui/class-names.ts'
import type { Column } from './columns.tsx'
import type { Row } from './rows.ts'

interface GridRowProps {
  readonly index: number
  readonly row: Row | undefined
  readonly columns: readonly Column[]
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
export function rowElementId(index: number): string {
  return `row-${index}`
}

/** One row; a row that is not at hand yet has the height it will have. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, row, columns, top, height, selected, focused, dropTarget, now } = props
  return (
    <div
      role="row"
      id={rowElementId(index)}
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)`, height }}
      className={classNames(
        'absolute inset-x-1.5 top-0 flex items-center gap-5 rounded-md px-2.5',
        selected ? 'bg-selection-quiet group-focus/grid:bg-selection' : 'hover:bg-hover',
        focused &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent',
        dropTarget && 'bg-accent-tint outline-2 -outline-offset-2 outline-accent',
      )}
    >
      {columns.map(column => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames(column.look, column.id !== 'name' && 'text-sm text-secondary')}
        >
          {row ? column.cell(row, now) : <Bone name={column.id === 'name'} />}
        </div>
      ))}
    </div>
  )
})

function Bone({ name }: { readonly name: boolean }) {
  return <span className={classNames('skeleton inline-block h-2.5', name ? 'w-2/5' : 'w-12')} />
}
