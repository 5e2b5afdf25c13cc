// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Sort, SortColumn } from '#shared/listing.ts'
import { classNames } from '../ui/class-names.ts'
import type { Column } from './columns.tsx'

/** Stands above the rows in the scrolled element, its margin included. */
export const HEADER_ROOM = 32
const HEADER_HEIGHT = 28

interface GridHeaderProps {
  readonly columns: readonly Column[]
  readonly sort: Sort
  readonly onSort: (column: SortColumn) => void
}

/** The column headers; a click sorts, a second one turns the order around. */
export function GridHeader({ columns, sort, onSort }: GridHeaderProps) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      style={{ height: HEADER_HEIGHT }}
      className="sticky top-0 z-10 mb-1 flex items-center gap-5 border-b border-hairline bg-background px-4"
    >
      {columns.map(column => (
        <div
          key={column.id}
          role="columnheader"
          aria-sort={column.sort === sort.column ? sort.direction : 'none'}
          className={column.look}
        >
          <HeaderLabel column={column} sort={sort} onSort={onSort} />
        </div>
      ))}
    </div>
  )
}

function HeaderLabel({
  column,
  sort,
  onSort,
}: { column: Column } & Omit<GridHeaderProps, 'columns'>) {
  const by = column.sort
  if (!by) return <span className="text-sm font-medium text-secondary">{column.label}</span>
  const active = by === sort.column
  const Arrow = sort.direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <button
      type="button"
      onClick={() => onSort(by)}
      className={classNames(
        '-mx-1 inline-flex items-center gap-1 rounded-sm px-1 text-sm font-medium hover:text-primary',
        active ? 'text-primary' : 'text-secondary',
      )}
    >
      {column.label}
      {active && <Arrow size={12} />}
    </button>
  )
}
