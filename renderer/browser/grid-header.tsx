// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { HitSort, HitSortColumn } from '#shared/search.ts'
import type { Placed } from '../model/column-layout.ts'
import { classNames } from '../ui/class-names.ts'
import { ColumnEdge } from './column-edge.tsx'
import type { Column } from './columns.ts'
import { useColumnDrag } from './use-column-drag.ts'
import type { Columns } from './use-columns.ts'

/** Above the rows in the scrolled element, the gap between them included. */
export const HEADER_ROOM = 32
const HEADER_HEIGHT = 28

interface GridHeaderProps {
  readonly columns: Columns
  readonly sort: HitSort
  readonly onSort: (column: HitSortColumn) => void
  /** The width at which everything in sight of a column fits. */
  readonly fitWidth: (column: Column) => number
}

/**
 * The column headers: a click sorts, a second one turns the order around; dragged they change
 * places, and their right edges change widths.
 */
export function GridHeader({ columns, sort, onSort, fitWidth }: GridHeaderProps) {
  const drag = useColumnDrag(columns)
  return (
    <div
      role="row"
      aria-rowindex={1}
      style={{ height: HEADER_HEIGHT, minWidth: columns.width + 12 }}
      className="sticky top-0 z-10 flex shrink-0 border-b border-hairline bg-background px-1.5"
    >
      {columns.shown.map(column => (
        <div
          key={column.id}
          role="columnheader"
          aria-label={column.label}
          data-column={column.id}
          aria-sort={column.sort && column.sort === sort.column ? sort.direction : 'none'}
          style={{ width: column.width }}
          onPointerDown={event => drag.start(event, column.id)}
          className={classNames(
            'relative flex shrink-0 items-center px-2.5',
            column.align === 'right' && 'justify-end',
            drag.moving === column.id && 'opacity-50',
          )}
        >
          {drag.before === column.id && <DropLine side="left" />}
          <HeaderLabel column={column} sort={sort} onSort={onSort} />
          <ColumnEdge
            column={column}
            onDrag={width => columns.dragWidth(column.id, width)}
            onDone={width => columns.setWidth(column.id, width)}
            onFit={() => columns.setWidth(column.id, fitWidth(column))}
          />
          {drag.before === 'end' && column === columns.shown.at(-1) && <DropLine side="right" />}
        </div>
      ))}
    </div>
  )
}

/** Where a dragged column would go. */
function DropLine({ side }: { readonly side: 'left' | 'right' }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'absolute inset-y-1 z-20 w-0.5 rounded-full bg-accent',
        side === 'left' ? '-left-px' : '-right-px',
      )}
    />
  )
}

interface HeaderLabelProps {
  readonly column: Placed<Column>
  readonly sort: HitSort
  readonly onSort: (column: HitSortColumn) => void
}

function HeaderLabel({ column, sort, onSort }: HeaderLabelProps) {
  const by = column.sort
  if (!by) {
    return (
      <span className="min-w-0 truncate text-sm font-medium text-secondary">{column.label}</span>
    )
  }
  const active = by === sort.column
  const Arrow = sort.direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <button
      type="button"
      onClick={() => onSort(by)}
      className={classNames(
        '-mx-1 inline-flex min-w-0 items-center gap-1 rounded-sm px-1 text-sm font-medium hover:text-primary',
        active ? 'text-primary' : 'text-secondary',
      )}
    >
      <span className="truncate">{column.label}</span>
      {active && <Arrow size={12} className="shrink-0" />}
    </button>
  )
}
