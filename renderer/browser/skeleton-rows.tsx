import type { Placed } from '../model/column-layout.ts'
import { classNames } from '../ui/class-names.ts'
import type { Column } from './columns.ts'
import { useAfter } from './use-after.ts'

const WIDTHS = ['42%', '28%', '55%', '36%', '48%', '24%', '60%', '33%', '45%', '30%']
/** What comes sooner than this needs no stand-in. */
const PATIENCE_MS = 300

interface SkeletonRowsProps {
  readonly columns: readonly Placed<Column>[]
  readonly rowHeight: number
}

/** Rows of the right height while the first page is on its way. */
export function SkeletonRows({ columns, rowHeight }: SkeletonRowsProps) {
  if (!useAfter(PATIENCE_MS)) return null
  return (
    <div aria-hidden="true" data-testid="skeleton">
      {WIDTHS.map(width => (
        <div key={width} style={{ height: rowHeight }} className="mx-1.5 flex items-center">
          {columns.map(column => (
            <div
              key={column.id}
              style={{ width: column.width }}
              className={classNames('shrink-0 px-2.5', column.align === 'right' && 'text-right')}
            >
              {column.id === 'name' ? (
                <span className="flex items-center gap-2">
                  <span className="skeleton size-4" />
                  <span className="skeleton h-2.5" style={{ width }} />
                </span>
              ) : (
                <span className="skeleton inline-block h-2.5 w-14" />
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
